#include "app/spare_memory.h"

#include <malloc.h>
#include <pthread.h>

namespace nightbell {

namespace {

using namespace std::chrono_literals;

constexpr auto betweenLooks = 15s;
constexpr std::size_t bytesLeftAlone = 8 * 1024 * 1024; // freed, and soon wanted again

} // namespace

SpareMemory::SpareMemory()
    : m_thread([this](const std::stop_token &stopped) {
        pthread_setname_np(pthread_self(), "spare memory");
        std::unique_lock locked(m_lock);
        while (!m_stopped.wait_for(locked, stopped, betweenLooks, [] { return false; }) && !stopped.stop_requested())
            if (mallinfo2().fordblks > bytesLeftAlone)
                malloc_trim(0);
    })
{ }

} // namespace nightbell
