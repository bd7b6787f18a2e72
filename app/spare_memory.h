// What the C library keeps of freed memory is given back to the system now and then: a busy hour leaves more of it than
// is in use, and it would stay for days. On a thread of its own; whoever takes memory meanwhile waits some
// milliseconds, and the sound takes none.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

namespace nightbell {

class SpareMemory
{
public:
    SpareMemory();

private:
    std::mutex m_lock;
    std::condition_variable_any m_stopped;
    std::jthread m_thread; // last: stops before the rest goes
};

} // namespace nightbell
