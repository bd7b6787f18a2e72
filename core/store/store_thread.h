// A named thread of the store with a connection of its own. Whoever has something to read there asks; the connection
// is opened with the first question.
#pragma once

#include "ask.h"
#include "store/store_plan.h"

#include <QThread>

#include <atomic>
#include <optional>

namespace nightbell {

class StoreThread
{
public:
    StoreThread(const QString &name, StorePlan plan);
    ~StoreThread();
    Q_DISABLE_COPY_MOVE(StoreThread)

    // work(StoreConnection &) → Result<…>, on this thread
    template<class Work> auto read(Work work) -> QFuture<std::invoke_result_t<Work, StoreConnection &>>
    {
        using Answer = std::invoke_result_t<Work, StoreConnection &>;
        return ask(m_here.get(), [this, work = std::move(work)]() mutable -> Answer {
            if (m_closing)
                return Problem{Problem::Kind::Refused, QStringLiteral("the store is closing")};
            if (const Result<> connected = connect(); !connected)
                return connected.problem();
            return work(*m_connection); // a database that was lost connects again by itself
        });
    }

    void beforeClosing(std::function<void()> work) { m_beforeClosing = std::move(work); } // on this thread, at its end

private:
    Result<> connect();

    StorePlan m_plan;
    std::optional<StoreConnection> m_connection;
    std::function<void()> m_beforeClosing;
    std::atomic<bool> m_closing = false; // what is still queued is not read any more
    std::unique_ptr<QObject> m_here;
    QThread m_thread;
};

} // namespace nightbell
