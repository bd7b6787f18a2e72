#include "line/libre_loop.h"

#include <QString>

#include <pthread.h>
#include <re.h>

#include <future>

namespace nightbell {

namespace {

constexpr int descriptorsAtMost = 8'192;

Problem cannotStart(int error)
{
    return {Problem::Kind::Unreachable, QStringLiteral("the telephone thread cannot start: error %1").arg(error)};
}

} // namespace

void GiveBack::operator()(void *object) const { mem_deref(object); }

LibreLoop::LibreLoop(QByteArray threadName) : m_threadName(std::move(threadName)) { libre_init(); }

LibreLoop::~LibreLoop()
{
    join();
    libre_close();
}

Result<> LibreLoop::begin(std::function<Result<>()> first, Work last)
{
    auto promise = std::make_shared<std::promise<Result<>>>();
    auto begun = promise->get_future();
    m_thread = std::thread([this, first = std::move(first), last = std::move(last), promise] {
        run(first, last, [&promise](Result<> result) { promise->set_value(std::move(result)); });
    });
    Result<> result = begun.get();
    if (!result)
        join();
    return result;
}

void LibreLoop::run(const std::function<Result<>()> &first, const Work &last,
                    const std::function<void(Result<>)> &begun)
{
    ::pthread_setname_np(::pthread_self(), m_threadName.constData());
    if (const int error = re_thread_init())
        return begun(cannotStart(error));
    fd_setsize(descriptorsAtMost);
    poll_method_set(METHOD_EPOLL);
    mqueue *wake = nullptr;
    const int error = mqueue_alloc(
        &wake, [](int, void *, void *loop) { static_cast<LibreLoop *>(loop)->doPosted(); }, this);
    {
        const std::lock_guard locked(m_lock);
        m_wake.reset(wake);
    }
    Result<> result = error ? Result<>(cannotStart(error)) : first();
    const bool runs = result.ok();
    begun(std::move(result));
    if (runs)
        re_main(nullptr);
    last();
    {
        const std::lock_guard locked(m_lock);
        m_wake.reset();
        m_posted.clear();
    }
    re_thread_close();
}

void LibreLoop::post(Work work)
{
    const std::lock_guard locked(m_lock);
    if (!m_wake)
        return; // the loop has ended, and with it everything that work could be about
    m_posted.push_back(std::move(work));
    if (m_posted.size() == 1)
        mqueue_push(m_wake.get(), 0, nullptr);
}

void LibreLoop::doPosted()
{
    std::vector<Work> posted;
    {
        const std::lock_guard locked(m_lock);
        posted.swap(m_posted);
    }
    for (const Work &work : posted)
        work();
}

void LibreLoop::leave() { re_cancel(); }

void LibreLoop::join()
{
    if (m_thread.joinable())
        m_thread.join();
}

} // namespace nightbell
