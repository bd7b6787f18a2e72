#include "speech/hearing_pool.h"

#include <pthread.h>

#include <algorithm>

namespace nightbell {

namespace {

constexpr std::chrono::milliseconds betweenLooks{5}; // at the ring: who fills it may not wake anybody
constexpr std::size_t spareDecoders = 4;

int threadsOf(const HearingLimits &limits)
{
    return limits.threads > 0 ? limits.threads : std::max(1, int(std::thread::hardware_concurrency()));
}

int callersOf(const HearingLimits &limits)
{
    return limits.callersAtMost > 0 ? limits.callersAtMost : threadsOf(limits) * callersToAThread;
}

} // namespace

HearingPool::HearingPool(std::shared_ptr<const HearingSet> set, const HearingLimits &limits, Ends ends)
    : m_threads(threadsOf(limits))
    , m_callersAtMost(callersOf(limits))
    , m_ends(std::move(ends))
    , m_shelf(std::move(set), std::min(spareDecoders, std::size_t(m_callersAtMost)), [this] { furnish(); })
{ }

HearingPool::~HearingPool()
{
    for (std::jthread &thread : m_listeners)
        thread.request_stop();
    m_listeners.clear();
}

void HearingPool::start()
{
    m_listeners.emplace_back([this](const std::stop_token &stopped) { emptyRing(stopped); });
    for (int thread = 0; thread < m_threads; ++thread)
        m_listeners.emplace_back([this](const std::stop_token &stopped) { listen(stopped); });
}

Result<int> HearingPool::open(int rate)
{
    auto room = std::make_shared<Room>();
    {
        const std::optional<Problem> trouble = m_shelf.trouble();
        const std::lock_guard locked(m_lock);
        if (trouble && m_shelf.ready() == 0)
            return *trouble;
        if (int(m_rooms.size()) >= m_callersAtMost || isBehind()) {
            ++m_counts.turnedAway;
            return Problem{
                Problem::Kind::Full,
                QStringLiteral("%1 callers are listened to, of %2 at most").arg(m_rooms.size()).arg(m_callersAtMost)};
        }
        room->rate = rate;
        room->number = ++m_lastRoom;
        m_rooms.emplace(room->number, room);
    }
    furnish();
    return room->number;
}

// Rooms that wait for decoders get those that are ready, the oldest first.
void HearingPool::furnish()
{
    const std::optional<Problem> trouble = m_shelf.trouble();
    std::vector<int> deaf;
    {
        const std::lock_guard locked(m_lock);
        for (auto &[number, room] : m_rooms) {
            if (room->ear || room->closed)
                continue;
            if (auto pair = m_shelf.take()) {
                room->ear = std::make_unique<RoomEar>(
                    std::move(pair), room->rate,
                    [this, number = room->number](const TranscribedWords &words) { m_ends.heard(number, words); });
                makeReady(room);
            } else if (trouble && !std::exchange(room->deaf, true)) {
                deaf.push_back(number);
            }
        }
    }
    for (const int room : deaf)
        m_ends.deaf(room, *trouble);
}

void HearingPool::makeReady(const std::shared_ptr<Room> &room)
{
    if (room->taken || !room->ear || (room->waiting.empty() && !room->closed))
        return;
    room->taken = true;
    m_ready.push_back(room);
    m_work.notify_one();
}

void HearingPool::forgetOldest(Room &room)
{
    const auto oldest =
        std::ranges::find_if(room.waiting, [](const Task &task) { return std::holds_alternative<HeardFrame>(task); });
    if (oldest == room.waiting.end())
        return;
    room.waiting.erase(oldest);
    ++m_counts.framesForgotten;
}

void HearingPool::give(int room, Task task)
{
    const std::lock_guard locked(m_lock);
    const auto found = m_rooms.find(room);
    if (found == m_rooms.end()) {
        m_counts.framesStray += std::holds_alternative<HeardFrame>(task);
        return;
    }
    if (found->second->waiting.size() >= framesWaitingAtMost)
        forgetOldest(*found->second);
    found->second->waiting.push_back(std::move(task));
    makeReady(found->second);
}

void HearingPool::expect(int room, const ExpectedAnswer &answer) { give(room, answer); }
void HearingPool::finish(int room, int utterance) { give(room, Finish{utterance}); }

void HearingPool::close(int room)
{
    const std::lock_guard locked(m_lock);
    const auto found = m_rooms.find(room);
    if (found == m_rooms.end())
        return;
    found->second->closed = true;
    found->second->waiting.clear();
    makeReady(found->second); // a listener gives its decoders back
    m_rooms.erase(found);
}

bool HearingPool::isBehind() const
{
    return std::ranges::any_of(
        m_rooms, [](const auto &room) { return room.second->ear && room.second->waiting.size() > framesBehind; });
}

HearingVitals HearingPool::vitals() const
{
    const std::lock_guard locked(m_lock);
    HearingVitals vitals = m_counts;
    vitals.callers = int(m_rooms.size());
    vitals.callersAtMost = m_callersAtMost;
    vitals.decodersReady = int(m_shelf.ready());
    vitals.framesLost = m_inlet->lost.load(std::memory_order_relaxed);
    vitals.behind = isBehind();
    return vitals;
}

void HearingPool::emptyRing(const std::stop_token &stopped)
{
    ::pthread_setname_np(::pthread_self(), "ears");
    HeardFrame frame;
    while (!stopped.stop_requested()) {
        while (m_inlet->waiting.pop(frame))
            give(frame.room, frame);
        std::this_thread::sleep_for(betweenLooks);
    }
}

void HearingPool::carryOut(RoomEar &ear, const Task &task)
{
    if (const auto *frame = std::get_if<HeardFrame>(&task))
        ear.hear(*frame);
    else if (const auto *answer = std::get_if<ExpectedAnswer>(&task))
        ear.expect(*answer);
    else
        ear.finish(std::get<Finish>(task).utterance);
}

void HearingPool::listen(const std::stop_token &stopped)
{
    ::pthread_setname_np(::pthread_self(), "hearing");
    std::unique_lock locked(m_lock);
    while (m_work.wait(locked, stopped, [this] { return !m_ready.empty(); }) && !stopped.stop_requested()) {
        const std::shared_ptr<Room> room = std::move(m_ready.front());
        m_ready.pop_front();
        std::optional<Task> task;
        if (!room->waiting.empty()) {
            task = std::move(room->waiting.front());
            room->waiting.pop_front();
            m_counts.framesHeard += std::holds_alternative<HeardFrame>(*task);
        }
        const bool closed = room->closed;
        locked.unlock();
        if (task && !closed)
            carryOut(*room->ear, *task);
        locked.lock();
        room->taken = false;
        if (room->closed) {
            locked.unlock();
            if (room->ear)
                m_shelf.giveBack(room->ear->giveBack());
            room->ear.reset();
            locked.lock();
        } else {
            makeReady(room);
        }
    }
}

} // namespace nightbell
