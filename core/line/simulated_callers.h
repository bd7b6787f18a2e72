// Callers made up by the program, for the demo and for tests: they dial the engine over real SIP on loopback, speak and
// listen over real RTP. All of them live on one thread, "callers", which shares nothing with the engine's line or
// sound.
#pragma once

#include "line/libre_loop.h"
#include "line/line_beat.h"
#include "line/simulated_caller.h"

#include <QObject>

#include <map>

namespace nightbell {

class SimulatedCallers : public QObject, private SimulatedCaller::Listener
{
    Q_OBJECT

public:
    struct Place
    {
        QHostAddress host{QHostAddress::LocalHost};
        PortRange soundPorts{28'000, 31'999}; // two for each caller
        int callersAtMost = 100;
    };

    explicit SimulatedCallers(Place place);
    ~SimulatedCallers() override; // whoever still talks hangs up

    Result<> open();
    void close(); // everybody hangs up; closed() follows

    LegId dial(const SimulatedDial &dial);         // at ended() it is over, whether it ever began or not
    void say(const LegId &caller, const Pcm &pcm); // at narrowRate, behind what is still to be said
    void press(const LegId &caller, const QString &keys);
    void hangUp(const LegId &caller);
    void vanish(const LegId &caller); // not one word more, neither of SIP nor of RTP

Q_SIGNALS: // to be connected queued
    void rang(const nightbell::LegId &caller);
    void answered(const nightbell::LegId &caller);
    void heard(const nightbell::LegId &caller, const nightbell::Pcm &frame); // 20 ms at narrowRate
    void saidAll(const nightbell::LegId &caller); // and pressed all keys: from now on there is silence
    void ended(const nightbell::LegId &caller, const nightbell::SimulatedEnd &end);
    void closed();

private:
    void callerRang(const LegId &caller) override { Q_EMIT rang(caller); }
    void callerAnswered(const LegId &caller) override { Q_EMIT answered(caller); }
    void callerHeard(const LegId &caller, const Pcm &frame) override { Q_EMIT heard(caller, frame); }
    void callerSaidAll(const LegId &caller) override { Q_EMIT saidAll(caller); }
    void callerEnded(const LegId &caller, const SimulatedEnd &end) override;
    void callerGone(const LegId &caller) override;

    Result<> begin();
    void finish();
    void windUp();
    void take(const LegId &id, const SimulatedDial &dial);
    void tick(int beats);
    void with(const LegId &caller, std::function<void(SimulatedCaller &)> work);
    void forget(const LegId &caller);

    const Place m_place;
    LibreLoop m_loop;
    bool m_open = false; // the owner's thread knows

    // The callers' thread only.
    RtpPorts m_ports;
    PacketBatch m_batch;
    std::map<LegId, std::unique_ptr<SimulatedCaller>> m_callers;
    LineBeat m_beat;
    LineTimer m_patience;
    bool m_windingUp = false;
};

} // namespace nightbell
