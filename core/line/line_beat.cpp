#include "line/line_beat.h"

#include <re.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace nightbell {

bool LineBeat::start(std::chrono::milliseconds every)
{
    stop();
    m_fd = ::timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    const timespec span{.tv_sec = every.count() / 1'000, .tv_nsec = every.count() % 1'000 * 1'000'000};
    const itimerspec beats{.it_interval = span, .it_value = span};
    const auto due = [](int, void *self) { static_cast<LineBeat *>(self)->beat(); };
    return m_fd >= 0 && ::timerfd_settime(m_fd, 0, &beats, nullptr) == 0 && fd_listen(m_fd, FD_READ, due, this) == 0;
}

void LineBeat::beat()
{
    std::uint64_t beats = 0;
    if (::read(m_fd, &beats, sizeof beats) == sizeof beats)
        m_then(int(std::min<std::uint64_t>(beats, 1'000)));
}

void LineBeat::stop()
{
    if (m_fd < 0)
        return;
    fd_close(m_fd);
    ::close(std::exchange(m_fd, -1));
}

} // namespace nightbell
