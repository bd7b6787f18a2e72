// Sound over plain RTP: gives each call a pair of ports and a seat in the sound loop.
#pragma once

#include "audio/rtp_ports.h"
#include "audio/sound.h"
#include "audio/sound_loop.h"

#include <QHash>
#include <QSocketNotifier>

#include <deque>
#include <memory>

namespace nightbell {

class RtpSound : public Sound
{
    Q_OBJECT

public:
    RtpSound(const QHostAddress &host, PortRange ports, int callsAtMost);
    ~RtpSound() override;

    Result<> start() override;
    SoundVitals vitals() const { return m_loop.vitals(); }
    const LegCounts &counts() const { return m_counts; } // of all calls that are closed

    Result<MediaPlace> open(const CallId &call) override;
    void connectTo(const CallId &call, const MediaPath &path) override;
    void play(const CallId &call, const SpeechPiece &piece) override;
    void fallSilent(const CallId &call) override;
    void close(const CallId &call) override;

private:
    struct Leg
    {
        CallId call;
        PortPair ports;
    };

    void give(const CallId &call, decltype(SoundOrder::what) what);
    void giveWaiting();
    void readReports();
    void tell(const SoundReport &report);
    void forget(int leg, const LegCounts &counts);

    QHostAddress m_host;
    RtpPorts m_ports;
    SoundLoop m_loop;
    QHash<int, Leg> m_legs;
    QHash<CallId, int> m_seatOf;
    QList<int> m_freeSeats;
    std::deque<SoundOrder> m_waiting; // while the ring is full; drained with the next report
    LegCounts m_counts;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace nightbell
