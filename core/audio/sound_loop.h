// The thread named "sound": every 20 ms each call hears and speaks one frame. The calls take turns in slots of 5 ms, so
// that their packets do not leave in one burst. Between slots the thread sleeps; without calls it waits for an order.
// Nothing here allocates, locks or waits per packet. Orders come in and reports go out through two rings.
#pragma once

#include "audio/sound_room.h"
#include "audio/value_ring.h"
#include "result.h"

#include <atomic>
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
    explicit SoundLoop(int roomsAtMost);
    Q_DISABLE_COPY_MOVE(SoundLoop)
    ~SoundLoop() override;

    Result<> start();
    void stop();

    // The engine's side.
    bool order(const SoundOrder &order); // false: full; what it points to still belongs to the caller
    bool nextReport(SoundReport &report);
    int reportsFd() const { return m_reportsFd; } // readable when reports wait
    void freeSpent() { m_spent.freeAll(); }
    SpentParcels &spent() { return m_spent; }
    SoundVitals vitals() const;

    bool report(const SoundReport &report) override; // the sound thread's side
    void show(const SoundReport &report) override;

private:
    static constexpr int slots = 4;

    void run(const std::stop_token &stopped);
    void waitForOrder();
    void sleepUntil(SteadyTime due) const;
    void makeUpFor(SteadyTime now);
    void tickSlot(SteadyTime now);
    void carryOut();
    void carryOut(const SoundOrder &order);
    void leaveIfClosed(std::size_t number);
    void wakeEngine();
    void closeFds();

    SpentParcels m_spent;             // outlives the rooms
    std::vector<SoundRoom *> m_rooms; // by number
    int m_openRooms = 0;
    ValueRing<SoundOrder, soundOrdersAtMost> m_orders;
    ValueRing<SoundReport, soundReportsAtMost> m_reports;
    int m_ordersFd = -1;
    int m_reportsFd = -1;
    SteadyTime m_due{};
    std::size_t m_slot = 0;
    bool m_reported = false;
    TickDesk m_desk;

    std::atomic<bool> m_asleep = false; // until an order comes
    std::atomic<bool> m_realTime = false;
    std::atomic<quint64> m_ticksSkipped = 0;
    std::atomic<qint64> m_latestTickUs = 0;
    std::jthread m_thread;
};

} // namespace nightbell
