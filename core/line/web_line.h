// WebRTC: calls from browsers, and our own offers to remote consoles. The signalling is text that others carry: what
// the other end said comes in by invite() and hear(), what it is to be told goes out by said(). The work is done on the
// thread "web", so that a handshake never holds up the telephone.
#pragma once

#include "line/libre_loop.h"
#include "line/web_call.h"
#include "line/web_signal.h"

#include <atomic>
#include <map>

namespace nightbell {

struct WebLineCounts
{
    quint64 beyondLimit = 0;  // calls refused because calls.at_most were there
    quint64 unacceptable = 0; // signals or descriptions that we could not take
    quint64 notSetUp = 0;     // calls whose ends never met
    quint64 unproven = 0;     // ends that were not who they said: wrong fingerprint, or no keys
    quint64 silent = 0;       // calls that fell silent
    quint64 forged = 0;       // packets that did not prove themselves, or came twice
    quint64 dropped = 0;      // packets for which the sound had no room
};

class WebLine : public Line, private WebCall::Listener
{
    Q_OBJECT

public:
    struct Place
    {
        QHostAddress host; // any: every address of this machine is offered
        PortRange ports;   // two for each call
        IceServices services;
        int callsAtMost = 0;
        WebPatience patience;
    };

    explicit WebLine(Place place);
    ~WebLine() override;

    Result<> open() override;
    void order(const LegId &leg, const LineOrder &order) override;
    void close() override;

    // From any thread. The caller is what the signalling knows of who calls, and whom; leg, provider and media are
    // filled in. Full or Invalid: the text is refused, and no leg came to be.
    Result<LegId> invite(const ArrivedCall &caller, const QByteArray &offer);
    Result<> offer(const LegId &leg, std::shared_ptr<PacketPost> post); // the leg's name is new; said() has the offer
    Result<> hear(const LegId &leg, const QByteArray &text);            // an answer or a bye

    QByteArray iceServersForPage() const; // what RTCPeerConnection is made with
    WebLineCounts counts() const;         // from any thread

Q_SIGNALS:
    void said(const nightbell::LegId &leg, const QByteArray &text);

private:
    struct Stack; // everything of libre's

    void callDescribed(const LegId &leg, const QByteArray &sdp) override;
    void callConnected(const LegId &leg, const MediaPath &path) override;
    void callEnded(const LegId &leg, EndCause cause, WebFault why) override;

    Result<> begin();
    void finish();
    void windUp();
    void takeOffer(const ArrivedCall &arrived, const QByteArray &sdp);
    void makeOffer(const LegId &leg, const std::shared_ptr<PacketPost> &post);
    void takeSignal(const LegId &leg, const WebSignal &signal);
    void carryOut(const LegId &leg, const AnswerLeg &answer);
    void carryOut(const LegId &leg, const RefuseLeg &refuse);
    void carryOut(const LegId &leg, const HangUpLeg &hangUp);
    template<class Other> void carryOut(const LegId &, const Other &) { } // what only telephones can do
    bool takeSeat();
    WebCall *callOf(const LegId &leg) const;
    WebCall &seat(const LegId &leg);
    void dismiss(const LegId &leg, WebBye reason);
    void clear(const LegId &leg);

    const Place m_place;
    LibreLoop m_loop;
    bool m_open = false; // the engine's thread knows

    // The web thread only.
    std::unique_ptr<Stack> m_stack;
    std::map<LegId, std::unique_ptr<WebCall>> m_calls;
    bool m_windingUp = false;

    std::atomic<int> m_seats = 0; // taken, or promised to an offer on its way
    std::atomic<quint64> m_beyondLimit = 0;
    std::atomic<quint64> m_unacceptable = 0;
    std::atomic<quint64> m_notSetUp = 0;
    std::atomic<quint64> m_unproven = 0;
    std::atomic<quint64> m_silent = 0;
    std::atomic<quint64> m_forged = 0; // of calls that are over
    std::atomic<quint64> m_dropped = 0;
};

} // namespace nightbell
