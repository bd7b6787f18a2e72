// SIP over UDP and TCP: takes calls from trusted sources, answers, ends them. Its work is done on the thread "line".
#pragma once

#include "line/doorkeeper.h"
#include "line/libre_loop.h"
#include "line/sip_accounts.h"
#include "line/sip_call.h"
#include "line/sip_dial.h"
#include "line/sip_door.h"
#include "line/tls_door.h"

#include <atomic>
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
    quint64 heldBack = 0;   // after wrong ones
    quint64 notDialled = 0; // calls of ours that the rule of dialling did not allow
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
        QList<SipAccountSeat> accounts = {};
        DialPlan dialling = {};
        std::optional<TlsPlace> encrypted = {};
        QString authorities = {}; // of registrars' certificates; empty: the system's
        QString region = {};      // of numbers without a country code
        int callsPerSource = 0;   // 0: as many as in all
        DoorRules door{};
    };

    explicit SipLine(Place place);
    ~SipLine() override;

    Result<> open() override;
    void order(const LegId &leg, const LineOrder &order) override;
    void close() override;

    SipLineCounts counts() const; // from any thread

private:
    void callConnected(const LegId &leg, const MediaPath &path) override;
    void callEnded(const LegId &leg, EndCause cause) override;
    void callRings(const LegId &leg) override;
    void callHeardEarly(const LegId &leg, const MediaPath &path) override;
    void callNotReached(const LegId &leg, DialEnd why) override;
    void callAskedToTransfer(const LegId &leg, const PrivateText &to) override;
    void callTransferEnded(const LegId &leg, TransferStep how) override;

    Result<> begin();
    SipStack::Ears ears();
    void finish();
    void windUp();
    void leaveWhenDone();
    void carryOut(const LegId &leg, const RingBack &ring);
    void carryOut(const LegId &leg, const AnswerLeg &answer);
    void carryOut(const LegId &leg, const RefuseLeg &refuse);
    void carryOut(const LegId &leg, const HangUpLeg &hangUp);
    void carryOut(const LegId &leg, const DialLeg &dial);
    void carryOut(const LegId &leg, const HoldLeg &hold);
    void carryOut(const LegId &leg, const ReferLeg &refer);
    void carryOut(const LegId &leg, const JoinLeg &join);
    void carryOut(const LegId &leg, const TellTransfer &tell);
    SipCall *callOf(const LegId &leg) const;
    SipCall *callIn(const sip_msg &message) const; // whose dialog it may belong to
    void dismiss(const LegId &leg, int code, const char *reason);
    void succeed(const LegId &leg);
    bool guard(const sip_msg &request);
    int callsFrom(const sip_msg &request) const;
    std::optional<RefusalReason> noRoomFor(const sip_msg &invite) const;
    bool answerOptions(const sip_msg &request);
    void turnAway(const sip_msg &message);
    void takeInvite(const SipStack &stack, const sip_msg &invite);
    bool refuseInvite(const sip_msg &invite);
    void noteRefused(RefusalReason reason, const sip_msg &invite);
    void takeReplacing(const SipStack &stack, const sip_msg &invite, const QByteArray &replaced);
    std::unique_ptr<SipCall> newCall(const LegId &leg, const SipStack &stack, const sip_msg &invite);
    void reply(const sip_msg &request, int code, const char *reason, const QByteArray &headers = {});
    MediaAddress ourAddressFor(const sip_msg &request) const;

    Place m_place; // trusts the registrars, too, as they are known
    LibreLoop m_loop;
    bool m_open = false; // the engine's thread knows

    // The line's thread only.
    std::unique_ptr<SipStack> m_stack;
    std::unique_ptr<SipAccounts> m_accounts;
    std::unique_ptr<SipDoor> m_door;
    std::unique_ptr<TlsDoor> m_encrypted;
    std::map<LegId, std::unique_ptr<SipCall>> m_calls;
    std::map<LegId, std::unique_ptr<SipCall>> m_successors; // answered, in the place of a call of that name
    DialRule m_dialRule;
    LineTimer m_patience;
    bool m_windingUp = false;

    Doorkeeper m_doorkeeper;
    std::atomic<quint64> m_notDialled = 0;
};

} // namespace nightbell
