#include "audio/sound_loop.h"

#include <pthread.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace nightbell {

namespace {

using namespace std::chrono_literals;

constexpr auto lateAtMost = 100ms; // later than that, the caller hears a gap and not a burst
constexpr int realTimePriority = 10;

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

} // namespace

SoundLoop::SoundLoop(int roomsAtMost) : m_rooms(std::size_t(roomsAtMost), nullptr) { }

SoundLoop::~SoundLoop()
{
    stop();
    SoundOrder left{};
    while (m_orders.pop(left))
        freeUndone(left);
    for (const SoundRoom *room : m_rooms)
        delete room;
}

Result<> SoundLoop::start()
{
    m_ordersFd = ::eventfd(0, EFD_CLOEXEC); // blocking: the thread sleeps on it when there is no call
    m_reportsFd = ::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    if (m_ordersFd < 0 || m_reportsFd < 0) {
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
    for (int *fd : {&m_ordersFd, &m_reportsFd}) {
        if (*fd >= 0)
            ::close(*fd);
        *fd = -1;
    }
}

// Whichever comes first, the order or the sleep, the other side sees it: both write, then read.
bool SoundLoop::order(const SoundOrder &order)
{
    if (!m_orders.push(order))
        return false;
    std::atomic_thread_fence(std::memory_order_seq_cst);
    if (m_asleep.exchange(false))
        wake(m_ordersFd);
    return true;
}

void SoundLoop::waitForOrder()
{
    m_asleep = true;
    std::atomic_thread_fence(std::memory_order_seq_cst);
    if (m_orders.empty() || !m_asleep.exchange(false))
        calm(m_ordersFd);
    m_due = std::chrono::steady_clock::now();
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

void SoundLoop::show(const SoundReport &report)
{
    if (m_reports.waiting() < soundReportsAtMost / 2)
        this->report(report);
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
    while (!stopped.stop_requested()) {
        if (m_openRooms == 0)
            waitForOrder();
        sleepUntil(m_due);
        const SteadyTime now = std::chrono::steady_clock::now();
        makeUpFor(now);
        carryOut(); // an order given before the tick is heard in this tick
        tickSlot(now);
        wakeEngine();
        m_due += tickLength / slots;
        m_slot = (m_slot + 1) % slots;
    }
}

// libstdc++'s steady clock is CLOCK_MONOTONIC, so both name the same instants.
void SoundLoop::sleepUntil(SteadyTime due) const
{
    const auto since = due.time_since_epoch();
    const auto seconds = std::chrono::floor<std::chrono::seconds>(since);
    const timespec until{.tv_sec = seconds.count(), .tv_nsec = std::chrono::nanoseconds(since - seconds).count()};
    while (::clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, nullptr) == EINTR) { }
}

void SoundLoop::makeUpFor(SteadyTime now)
{
    const auto late = now - m_due;
    const auto lateUs = std::chrono::duration_cast<std::chrono::microseconds>(late).count();
    if (lateUs > m_latestTickUs.load(std::memory_order_relaxed))
        m_latestTickUs.store(lateUs, std::memory_order_relaxed);
    if (late <= lateAtMost)
        return;
    const auto skipped = (late - lateAtMost) / tickLength + 1;
    m_due += skipped * tickLength;
    m_ticksSkipped.fetch_add(quint64(skipped), std::memory_order_relaxed);
    for (SoundRoom *room : m_rooms)
        if (room)
            room->skip(int(skipped));
}

void SoundLoop::tickSlot(SteadyTime now)
{
    for (std::size_t number = m_slot; number < m_rooms.size(); number += slots) {
        SoundRoom *room = m_rooms[number];
        if (!room)
            continue;
        room->tick(m_desk, now);
        leaveIfClosed(number);
    }
}

// At once: whoever hears that a room is closed may give its number to another.
void SoundLoop::leaveIfClosed(std::size_t number)
{
    if (!m_rooms[number]->closed())
        return;
    m_spent.put(std::exchange(m_rooms[number], nullptr));
    --m_openRooms;
}

void SoundLoop::carryOut()
{
    SoundOrder order{};
    while (m_orders.pop(order))
        carryOut(order);
}

void SoundLoop::carryOut(const SoundOrder &order)
{
    SoundRoom *&room = m_rooms[std::size_t(order.room)];
    if (const auto *opened = std::get_if<OpenRoom>(&order.what)) {
        room = opened->room;
        ++m_openRooms;
    } else if (const auto *seated = std::get_if<SeatParty>(&order.what)) {
        room->seat(seated->party, seated->leg);
    } else if (const auto *connected = std::get_if<ConnectParty>(&order.what)) {
        room->connect(connected->party, connected->stream, connected->since);
    } else if (const auto *leaving = std::get_if<LetPartyGo>(&order.what)) {
        room->letGo(leaving->party);
    } else if (const auto *changed = std::get_if<ChangeHearing>(&order.what)) {
        room->change(*changed);
    } else if (const auto *speech = std::get_if<PlaySpeech>(&order.what)) {
        room->play(speech->node);
    } else if (std::holds_alternative<SilenceAssistant>(order.what)) {
        room->fallSilent();
    } else if (std::holds_alternative<HoldSpeech>(order.what)) {
        room->pauseSpeaking();
    } else if (std::holds_alternative<GoOnSpeaking>(order.what)) {
        room->resumeSpeaking();
    } else if (const auto *record = std::get_if<RecordRoom>(&order.what)) {
        room->record(record->recording);
    } else if (const auto *listen = std::get_if<ListenInRoom>(&order.what)) {
        room->listen(listen->listening);
    } else if (const auto *pressed = std::get_if<PressPartyKeys>(&order.what)) {
        room->press(*pressed);
    } else {
        room->close(m_desk);
        leaveIfClosed(std::size_t(order.room));
    }
}

} // namespace nightbell
