#include "app/stop_signals.h"

#include <atomic>
#include <cerrno>
#include <csignal>
#include <ctime>
#include <sys/socket.h>
#include <unistd.h>

namespace nightbell {

namespace {

// A signal comes without context: what it writes into must be reachable from nowhere.
std::atomic<int> writingEnd = -1;
static_assert(std::atomic<int>::is_always_lock_free);

std::atomic<long> firstAtMs = 0; // 0: none yet
static_assert(std::atomic<long>::is_always_lock_free);

long monotonicMs()
{
    timespec now = {};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1'000 + now.tv_nsec / 1'000'000;
}

// Supervisors may send one wish twice within moments, to the process and to its group; a person who asks again means
// it.
extern "C" void tellTheLoop(int number)
{
    const int before = errno;
    const long now = monotonicMs();
    long first = 0;
    if (!firstAtMs.compare_exchange_strong(first, now) && now - first >= StopSignals::sameWishMs) {
        std::signal(number, SIG_DFL);
        std::raise(number); // delivered when this returns
    }
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(writingEnd, &byte, 1);
    errno = before;
}

void onStopSignals(void (*act)(int))
{
    struct sigaction action = {};
    action.sa_handler = act;
    action.sa_flags = SA_RESTART;
    sigaction(SIGTERM, &action, nullptr);
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGHUP, &action, nullptr); // the terminal went away
}

} // namespace

StopSignals::StopSignals()
{
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, m_ends) != 0)
        return; // out of descriptors: the signals keep their usual meaning
    writingEnd = m_ends[0];
    m_notifier = std::make_unique<QSocketNotifier>(m_ends[1], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        if (::read(m_ends[1], &byte, 1) == 1)
            Q_EMIT stopAsked();
    });
    firstAtMs = 0;
    onStopSignals(tellTheLoop);
    std::signal(SIGPIPE, SIG_IGN); // whoever read our lines may go; the calls stay
}

StopSignals::~StopSignals()
{
    if (!m_notifier)
        return;
    onStopSignals(SIG_DFL);
    m_notifier.reset();
    ::close(m_ends[0]);
    ::close(m_ends[1]);
}

} // namespace nightbell
