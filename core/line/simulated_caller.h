// One caller made up by the program: a telephone with sockets of its own, on the thread of the simulated callers. It
// dials, speaks, presses keys, and hangs up or vanishes as a telephone does whose battery is empty.
#pragma once

#include "line/caller_voice.h"
#include "line/sip_call.h"
#include "line/sip_stack.h"

namespace nightbell {

struct SimulatedDial
{
    PrivateText to;        // sip:100@127.0.0.1:5060; a host of this machine
    PrivateText from;      // the caller's number; empty: withheld
    PrivateText shownName; // may be empty
};

struct SimulatedEnd
{
    enum class How { HungUp, TheyHungUp, Refused, NotReached, Lost, Vanished };
    How how = How::HungUp;
    int code = 0; // of the last answer to the call, 0: none came
    bool operator==(const SimulatedEnd &) const = default;
};

class SimulatedCaller : private SipCall::Listener
{
public:
    class Listener
    {
    public:
        virtual ~Listener() = default;
        virtual void callerRang(const LegId &caller) = 0;
        virtual void callerAnswered(const LegId &caller) = 0;
        virtual void callerHeard(const LegId &caller, const Pcm &frame) = 0;
        virtual void callerSaidAll(const LegId &caller) = 0;
        virtual void callerEnded(const LegId &caller, const SimulatedEnd &end) = 0; // leave() it, but after returning
        virtual void callerGone(const LegId &caller) = 0;                           // destroy it, but after returning
    };

    SimulatedCaller(LegId id, Listener &listener, const PortPair &ports);
    ~SimulatedCaller() override;

    Result<> dial(const SimulatedDial &dial, const QHostAddress &own);
    void say(const Pcm &pcm);
    void press(const QString &keys);
    void hangUp();
    void vanish();
    void leave(); // after the end: lets SIP finish what is under way
    void tick(int beats, PacketBatch &batch, SteadyTime now);

private:
    void callConnected(const LegId &leg, const MediaPath &path) override;
    void callEnded(const LegId &leg, EndCause cause) override;
    void callRings(const LegId &leg) override;
    void callHeardEarly(const LegId &leg, const MediaPath &path) override;
    void callNotReached(const LegId &leg, DialEnd why) override;
    void callAskedToTransfer(const LegId &leg, const PrivateText &to) override;
    void callTransferEnded(const LegId &, TransferStep) override { }

    SipStack::Ears ears();
    void reply(const sip_msg &request, int code, const char *reason);
    void end(SimulatedEnd::How how);

    const LegId m_id;
    Listener &m_listener;
    const TrustedSources m_trusted; // this machine
    CallerVoice m_voice;
    SipStack m_stack;
    LineTimer m_soon;
    std::unique_ptr<SipCall> m_call;
    bool m_answered = false;
    bool m_over = false;
    bool m_vanished = false;
    bool m_saying = false;
};

} // namespace nightbell
