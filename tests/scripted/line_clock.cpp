#include "scripted/line_clock.h"

#include <atomic>
#include <cstring>
#include <ctime>
#include <pthread.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

namespace {

std::atomic<long> passedSeconds = 0;

bool onLine()
{
    thread_local bool found = false; // the name comes a moment after the thread
    char name[16] = {};
    if (!found && pthread_getname_np(pthread_self(), name, sizeof name) == 0)
        found = std::strcmp(name, "line") == 0;
    return found;
}

} // namespace

extern "C" int clock_gettime(clockid_t clock, timespec *time) noexcept
{
    const int failed = int(syscall(SYS_clock_gettime, clock, time));
    if (!failed && onLine())
        time->tv_sec += passedSeconds;
    return failed;
}

extern "C" int gettimeofday(timeval *time, void *) noexcept
{
    timespec now{};
    const int failed = clock_gettime(CLOCK_REALTIME, &now);
    time->tv_sec = now.tv_sec;
    time->tv_usec = now.tv_nsec / 1'000;
    return failed;
}

namespace nightbell::scripted {

void passOnLine(Line &line, Span span)
{
    passedSeconds += long(std::chrono::duration_cast<std::chrono::seconds>(span).count());
    line.order({}, RingBack{}); // for nobody: wakes the loop, which looks at the clock
}

} // namespace nightbell::scripted
