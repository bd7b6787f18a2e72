// The one way to have something done on another thread: work runs where target lives, its answer comes back as a
// future. Continue it with .then(context, …): a context that is gone is never called, a live one is called on its own
// thread.
#pragma once

#include <QFuture>
#include <QFutureWatcher>
#include <QMetaObject>
#include <QObject>
#include <QPromise>

#include <memory>
#include <type_traits>
#include <utility>

namespace nightbell {

template<class Work> auto ask(QObject *target, Work work) -> QFuture<std::invoke_result_t<Work>>
{
    using Answer = std::invoke_result_t<Work>;
    auto promise = std::make_shared<QPromise<Answer>>();
    QFuture<Answer> answer = promise->future();
    promise->start();
    QMetaObject::invokeMethod(
        target,
        [promise, work = std::move(work)]() mutable {
            if constexpr (std::is_void_v<Answer>)
                work();
            else
                promise->addResult(work());
            promise->finish();
        },
        Qt::QueuedConnection);
    return answer;
}

// Calls then(answer) on the context's thread, which is the caller's; never when the context is gone or nobody answered.
template<class Answer, class Then> void whenDone(const QFuture<Answer> &future, QObject *context, Then then)
{
    auto *watcher = new QFutureWatcher<Answer>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, then = std::move(then)]() mutable {
        if (!watcher->isCanceled())
            then(watcher->result());
        watcher->deleteLater();
    });
    watcher->setFuture(future);
}

} // namespace nightbell
