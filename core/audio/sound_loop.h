// The thread named "sound": a 20 ms tick on the monotonic clock that sends one packet per connected call, and the
// sockets in between. Nothing here allocates, locks or waits per packet. Orders come in and reports go out through two
// rings; an eventfd on either side says that there is something to read.
#pragma once

#include "audio/sound_leg.h"
#include "audio/value_ring.h"
#include "result.h"

#include <atomic>
#include <deque>
#include <thread>
#include <vector>

namespace nightbell {

inline constexpr std::size_t soundOrdersAtMost = 4'096;
inline constexpr std::size_t soundReportsAtMost = 8'192;

struct SoundVitals
{
    bool realTime = false;    // the system let the thread run before all others
    quint64 ticksSkipped = 0; // came so late that their packets were left out
    qint64 latestTickUs = 0;
};

class SoundLoop : public ReportSink
{
public:
    explicit SoundLoop(int legs);
    Q_DISABLE_COPY_MOVE(SoundLoop)
    ~SoundLoop() override;

    Result<> start();
    void stop();

    // The engine's side.
    bool order(const SoundOrder &order);
    bool nextReport(SoundReport &report);
    int reportsFd() const { return m_reportsFd; } // readable when reports wait
    void freeSpentSpeech() { m_spent.freeAll(); }
    SoundVitals vitals() const;

    bool report(const SoundReport &report) override; // the sound thread's side

private:
    struct Seat
    {
        Seat(int number, ReportSink &sink, SpentSpeech &spent) : leg(number, sink, spent) { }
        SoundLeg leg;
        int socket = -1;
    };

    void run(const std::stop_token &stopped);
    void tickIfDue();
    void tick(SteadyTime now, int skipped);
    void carryOut();
    void carryOut(Seat &seat, const SoundOrder &order);
    void send(Seat &seat, SteadyTime now);
    void receive(Seat &seat);
    void wakeEngine();
    void closeFds();

    SpentSpeech m_spent; // outlives the legs
    std::deque<Seat> m_seats;
    ValueRing<SoundOrder, soundOrdersAtMost> m_orders;
    ValueRing<SoundReport, soundReportsAtMost> m_reports;
    int m_epollFd = -1;
    int m_timerFd = -1;
    int m_ordersFd = -1;
    int m_reportsFd = -1;
    bool m_reported = false; // since the engine was last woken
    Packet m_packet{};
    std::array<std::uint8_t, 2'048> m_datagram{};
    SteadyTime m_due;
    std::atomic<bool> m_realTime = false;
    std::atomic<quint64> m_ticksSkipped = 0;
    std::atomic<qint64> m_latestTickUs = 0;
    std::jthread m_thread;
};

} // namespace nightbell
