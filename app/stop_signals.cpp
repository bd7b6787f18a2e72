#include "app/stop_signals.h"

#include <atomic>
#include <cerrno>
#include <csignal>
#include <sys/socket.h>
#include <unistd.h>

namespace nightbell {

namespace {

// A signal comes without context: what it writes into must be reachable from nowhere.
std::atomic<int> writingEnd = -1;
static_assert(std::atomic<int>::is_always_lock_free);

extern "C" void tellTheLoop(int)
{
    const int before = errno;
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(writingEnd, &byte, 1);
    errno = before;
}

void onStopSignals(void (*act)(int), int flags)
{
    struct sigaction action = {};
    action.sa_handler = act;
    action.sa_flags = flags;
    sigaction(SIGTERM, &action, nullptr);
    sigaction(SIGINT, &action, nullptr);
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
    onStopSignals(tellTheLoop, SA_RESTART | static_cast<int>(SA_RESETHAND));
}

StopSignals::~StopSignals()
{
    if (!m_notifier)
        return;
    onStopSignals(SIG_DFL, 0);
    m_notifier.reset();
    ::close(m_ends[0]);
    ::close(m_ends[1]);
}

} // namespace nightbell
