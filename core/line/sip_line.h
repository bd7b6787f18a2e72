// SIP over UDP and TCP: takes calls from trusted sources, answers, ends them. Its work is done on the thread "line".
#pragma once

#include "line/doorkeeper.h"
#include "line/libre_loop.h"
#include "line/sip_call.h"

#include <map>

namespace nightbell {

inline constexpr int byesAwaitedMs = 2'000; // how long close() waits for the other ends to confirm

struct SipLineCounts
{
    quint64 strangers = 0; // requests of sources that are not trusted: no reply
    quint64 malformed = 0;
    quint64 beyondLimit = 0;  // calls refused because calls.at_most were there
    quint64 unacceptable = 0; // invitations without sound that we could take
    quint64 beyondRate = 0;   // requests of trusted sources that came too fast
    quint64 sourceBusy = 0;   // calls refused because the source had its share
    quint64 signInAsked = 0;
    quint64 wrongSignIns = 0;
    quint64 heldBack = 0; // after wrong ones
};

class SipLine : public Line, private SipCall::Listener
{
    Q_OBJECT

public:
    struct Place
    {
        MediaAddress listen;
        TrustedSources trusted;
        int callsAtMost = 0;
        int callsPerSource = 0; // 0: as many as in all
        DoorRules door{};
    };

    explicit SipLine(Place place);
    ~SipLine() override;

    Result<> open() override;
    void order(const LegId &leg, const LineOrder &order) override;
    void close() override;

    SipLineCounts counts() const; // from any thread

private:
    struct Stack; // everything of libre's

    void callConnected(const LegId &leg, const MediaPath &path) override;
    void callEnded(const LegId &leg, EndCause cause) override;

    Result<> begin();
    Result<> listen();
    void finish();
    void windUp();
    void carryOut(const LegId &leg, const RingBack &ring);
    void carryOut(const LegId &leg, const AnswerLeg &answer);
    void carryOut(const LegId &leg, const RefuseLeg &refuse);
    void carryOut(const LegId &leg, const HangUpLeg &hangUp);
    SipCall *callOf(const LegId &leg) const;
    void dismiss(const LegId &leg, int code, const char *reason);
    bool guard(const sip_msg &request);
    int callsFrom(const sip_msg &request) const;
    std::optional<RefusalReason> noRoomFor(const sip_msg &invite) const;
    bool answerOptions(const sip_msg &request);
    void turnAway(const sip_msg &message);
    void takeInvite(const sip_msg &invite);
    void reply(const sip_msg &request, int code, const char *reason, const QByteArray &headers = {});
    MediaAddress ourAddressFor(const sip_msg &request) const;

    const Place m_place;
    LibreLoop m_loop;
    bool m_open = false; // the engine's thread knows

    // The line's thread only.
    std::unique_ptr<Stack> m_stack;
    std::map<LegId, std::unique_ptr<SipCall>> m_calls;
    bool m_windingUp = false;

    Doorkeeper m_doorkeeper;
};

} // namespace nightbell
