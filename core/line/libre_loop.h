// A thread that runs libre's event loop. Everything of libre's that is made here is used and freed here; others post.
#pragma once

#include "line/held.h"
#include "result.h"

#include <functional>
#include <mutex>
#include <thread>
#include <vector>

struct mqueue;

namespace nightbell {

class LibreLoop
{
public:
    using Work = std::function<void()>;

    explicit LibreLoop(QByteArray threadName);
    ~LibreLoop(); // begin() succeeded: leave() must have been called
    LibreLoop(const LibreLoop &) = delete;
    LibreLoop &operator=(const LibreLoop &) = delete;

    // Runs first on the new thread and waits for it; then the loop runs until leave(), then last on the same thread.
    Result<> begin(std::function<Result<>()> first, Work last);
    void post(Work work); // from any thread; in order
    void leave();         // on the loop's thread
    void join();

private:
    void run(const std::function<Result<>()> &first, const Work &last, const std::function<void(Result<>)> &begun);
    void doPosted();

    QByteArray m_threadName;
    std::mutex m_lock; // for m_posted and m_wake; held for moments only
    std::vector<Work> m_posted;
    Held<mqueue> m_wake;
    std::thread m_thread;
};

} // namespace nightbell
