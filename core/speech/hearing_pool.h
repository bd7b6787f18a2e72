// The threads that hear: one empties the ring of the sound, some listen. A room is listened to by one of them at a
// time, and its frames, questions and turns are taken in the order in which they came.
//
//     ring ──► "ears" ──► what waits in each room ──► "hearing": RoomEar ──► heard
//
// Where the listeners fall behind, the oldest frames of a room are forgotten and counted, and nobody new is let in.
#pragma once

#include "speech/decoder_shelf.h"
#include "speech/room_ear.h"

#include <deque>
#include <map>
#include <variant>

namespace nightbell {

struct HearingLimits
{
    int threads = 0;       // 0: one for each core
    int callersAtMost = 0; // 0: as many as that many threads carry
};

// bench_hearing: the two decoders of a caller who never pauses need a fifth of one; callers speak half of the time at
// most.
inline constexpr int callersToAThread = 8;
inline constexpr std::size_t framesWaitingAtMost = 250; // of a room: 5 s
inline constexpr std::size_t framesBehind = 25;         // of a room that is listened to in time: 500 ms

struct HearingVitals
{
    int callers = 0;
    int callersAtMost = 0;
    int decodersReady = 0;
    std::uint64_t framesHeard = 0;
    std::uint64_t framesForgotten = 0; // the listeners fell behind
    std::uint64_t framesStray = 0;     // of rooms that are closed
    std::uint64_t framesLost = 0;      // the ring was full
    std::uint64_t turnedAway = 0;      // callers
    bool behind = false;               // now
};

class HearingPool
{
public:
    struct Ends // on the threads that hear
    {
        std::function<void(int room, const TranscribedWords &words)> heard;
        std::function<void(int room, const Problem &problem)> deaf;
    };

    HearingPool(std::shared_ptr<const HearingSet> set, const HearingLimits &limits, Ends ends);
    Q_DISABLE_COPY_MOVE(HearingPool)
    ~HearingPool();

    ListeningInlet &inlet() { return *m_inlet; }
    void start(); // once

    Result<int> open(int rate); // Full: nobody is free, or those who listen are behind
    void expect(int room, const ExpectedAnswer &answer);
    void finish(int room, int utterance);
    void close(int room);
    void learn(std::shared_ptr<const HearingSet> set) { m_shelf.learn(std::move(set)); } // rooms that are open go on

    HearingVitals vitals() const;

private:
    struct Finish
    {
        int utterance = 0;
    };
    using Task = std::variant<HeardFrame, ExpectedAnswer, Finish>;
    struct Room
    {
        int number = 0;
        int rate = narrowRate;
        std::deque<Task> waiting;
        std::unique_ptr<RoomEar> ear; // nothing: no decoders yet
        bool taken = false;           // in m_ready, or listened to
        bool closed = false;
        bool deaf = false; // and has been told so
    };
    using Rooms = std::map<int, std::shared_ptr<Room>>;

    void give(int room, Task task);
    void furnish();
    void makeReady(const std::shared_ptr<Room> &room);
    void forgetOldest(Room &room);
    bool isBehind() const;
    void emptyRing(const std::stop_token &stopped);
    void listen(const std::stop_token &stopped);
    static void carryOut(RoomEar &ear, const Task &task);

    const int m_threads;
    const int m_callersAtMost;
    Ends m_ends;
    std::unique_ptr<ListeningInlet> m_inlet = std::make_unique<ListeningInlet>();

    mutable std::mutex m_lock; // for what follows; held for moments only, never while anybody listens
    std::condition_variable_any m_work;
    Rooms m_rooms;
    std::deque<std::shared_ptr<Room>> m_ready;
    int m_lastRoom = 0; // numbers are never used again: a late frame finds nobody
    HearingVitals m_counts;

    DecoderShelf m_shelf;
    std::vector<std::jthread> m_listeners; // last: stop before the rest goes
};

} // namespace nightbell
