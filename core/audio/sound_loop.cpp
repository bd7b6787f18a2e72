#include "audio/sound_loop.h"

#include <pthread.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <cstring>

namespace nightbell {

namespace {

constexpr int eventsAtOnce = 64;
constexpr int datagramsAtOnce = 16; // per socket, so that a flood on one leaves the tick its time
constexpr int ticksCaughtUp = 5;    // later than that, the caller hears a gap and not a burst
constexpr int realTimePriority = 10;

enum Source : std::uint64_t { TimerSource, OrdersSource, FirstSeat };

void wake(int fd)
{
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(fd, &one, sizeof one); // full means: already awake
}

void calm(int fd)
{
    std::uint64_t count = 0;
    [[maybe_unused]] const auto read = ::read(fd, &count, sizeof count);
}

bool watch(int epollFd, int fd, std::uint64_t source)
{
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = source;
    return ::epoll_ctl(epollFd, EPOLL_CTL_ADD, fd, &event) == 0;
}

timespec toTimespec(std::chrono::nanoseconds time)
{
    constexpr long perSecond = 1'000'000'000;
    return {.tv_sec = time.count() / perSecond, .tv_nsec = time.count() % perSecond};
}

} // namespace

SoundLoop::SoundLoop(int legs)
{
    for (int number = 0; number < legs; ++number)
        m_seats.emplace_back(number, *this, m_spent);
}

SoundLoop::~SoundLoop()
{
    stop();
    SoundOrder left{};
    while (m_orders.pop(left))
        if (const auto *speech = std::get_if<PlaySpeech>(&left.what))
            m_spent.put(speech->node);
}

Result<> SoundLoop::start()
{
    m_epollFd = ::epoll_create1(EPOLL_CLOEXEC);
    m_timerFd = ::timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    m_ordersFd = ::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    m_reportsFd = ::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    // libstdc++'s steady clock is CLOCK_MONOTONIC, so both name the same instants.
    m_due = std::chrono::steady_clock::now() + tickLength;
    const itimerspec rhythm{.it_interval = toTimespec(tickLength), .it_value = toTimespec(m_due.time_since_epoch())};
    if (m_epollFd < 0 || m_timerFd < 0 || m_ordersFd < 0 || m_reportsFd < 0
        || ::timerfd_settime(m_timerFd, TFD_TIMER_ABSTIME, &rhythm, nullptr) != 0
        || !watch(m_epollFd, m_timerFd, TimerSource) || !watch(m_epollFd, m_ordersFd, OrdersSource)) {
        const QString reason = QString::fromLocal8Bit(std::strerror(errno));
        closeFds();
        return Problem{Problem::Kind::Unreachable, QStringLiteral("the sound thread cannot start: %1").arg(reason)};
    }
    m_thread = std::jthread([this](const std::stop_token &stopped) { run(stopped); });
    const sched_param priority{.sched_priority = realTimePriority};
    m_realTime = ::pthread_setschedparam(m_thread.native_handle(), SCHED_RR, &priority) == 0;
    return {};
}

void SoundLoop::stop()
{
    if (!m_thread.joinable())
        return;
    m_thread.request_stop();
    wake(m_ordersFd);
    m_thread.join();
    closeFds();
}

void SoundLoop::closeFds()
{
    for (int *fd : {&m_epollFd, &m_timerFd, &m_ordersFd, &m_reportsFd}) {
        if (*fd >= 0)
            ::close(*fd);
        *fd = -1;
    }
}

bool SoundLoop::order(const SoundOrder &order)
{
    if (!m_orders.push(order))
        return false;
    wake(m_ordersFd);
    return true;
}

bool SoundLoop::nextReport(SoundReport &report)
{
    if (m_reports.pop(report))
        return true;
    calm(m_reportsFd);
    return m_reports.pop(report); // one may have come between the two steps above
}

SoundVitals SoundLoop::vitals() const { return {m_realTime.load(), m_ticksSkipped.load(), m_latestTickUs.load()}; }

bool SoundLoop::report(const SoundReport &report)
{
    m_reported = true;
    return m_reports.push(report);
}

void SoundLoop::wakeEngine()
{
    if (m_reported)
        wake(m_reportsFd);
    m_reported = false;
}

void SoundLoop::run(const std::stop_token &stopped)
{
    ::pthread_setname_np(::pthread_self(), "sound");
    std::array<epoll_event, eventsAtOnce> events{};
    while (!stopped.stop_requested()) {
        const int count = ::epoll_wait(m_epollFd, events.data(), eventsAtOnce, -1);
        tickIfDue(); // before anything else that became readable
        for (int index = 0; index < count; ++index) {
            const std::uint64_t source = events[std::size_t(index)].data.u64;
            if (source == OrdersSource)
                carryOut();
            else if (source >= FirstSeat)
                receive(m_seats[source - FirstSeat]);
        }
        wakeEngine();
    }
}

void SoundLoop::tickIfDue()
{
    std::uint64_t due = 0;
    if (::read(m_timerFd, &due, sizeof due) != sizeof due)
        return;
    carryOut(); // an order given before the tick is heard in this tick
    const SteadyTime now = std::chrono::steady_clock::now();
    const auto lateUs = std::chrono::duration_cast<std::chrono::microseconds>(now - m_due).count();
    if (lateUs > m_latestTickUs.load(std::memory_order_relaxed))
        m_latestTickUs.store(lateUs, std::memory_order_relaxed);
    m_due += due * tickLength;
    const int skipped = due > ticksCaughtUp ? int(due) - ticksCaughtUp : 0;
    m_ticksSkipped.fetch_add(quint64(skipped), std::memory_order_relaxed);
    for (int left = int(due) - skipped; left > 0; --left)
        tick(now, left == 1 ? skipped : 0);
}

void SoundLoop::tick(SteadyTime now, int skipped)
{
    for (Seat &seat : m_seats) {
        seat.leg.settle();
        if (!seat.leg.connected())
            continue;
        seat.leg.skipTicks(skipped);
        send(seat, now);
    }
}

void SoundLoop::send(Seat &seat, SteadyTime now)
{
    seat.leg.writePacket(m_packet, now);
    const SocketAddress &to = seat.leg.remote();
    const auto sent = ::sendto(seat.socket, m_packet.data(), m_packet.size(), MSG_NOSIGNAL, &to.any, to.length());
    seat.leg.countSent(sent == ssize_t(m_packet.size()));
}

void SoundLoop::carryOut()
{
    calm(m_ordersFd);
    SoundOrder order{};
    while (m_orders.pop(order))
        carryOut(m_seats[std::size_t(order.leg)], order);
}

void SoundLoop::carryOut(Seat &seat, const SoundOrder &order)
{
    if (const auto *opened = std::get_if<OpenLeg>(&order.what)) {
        seat.socket = opened->socket;
        seat.leg.open();
        watch(m_epollFd, seat.socket, FirstSeat + std::uint64_t(order.leg));
    } else if (const auto *path = std::get_if<ConnectLeg>(&order.what)) {
        seat.leg.connectTo(*path);
    } else if (const auto *speech = std::get_if<PlaySpeech>(&order.what)) {
        seat.leg.play(speech->node);
    } else if (std::holds_alternative<SilenceLeg>(order.what)) {
        seat.leg.fallSilent();
    } else {
        ::epoll_ctl(m_epollFd, EPOLL_CTL_DEL, seat.socket, nullptr);
        seat.socket = -1;
        seat.leg.close();
    }
}

void SoundLoop::receive(Seat &seat)
{
    for (int count = 0; count < datagramsAtOnce && seat.socket >= 0; ++count) {
        SocketAddress from{};
        socklen_t length = sizeof from;
        const auto bytes = ::recvfrom(seat.socket, m_datagram.data(), m_datagram.size(), 0, &from.any, &length);
        if (bytes < 0)
            return;
        seat.leg.receive(std::span(m_datagram).first(std::size_t(bytes)), from);
    }
}

} // namespace nightbell
