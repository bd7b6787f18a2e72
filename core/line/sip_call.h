// One SIP call on the line's thread: libre's session, its media description, and what the other end may still hear of
// it. libre keeps a pointer to the object while the session lives; the object goes only by a posted command, never
// inside one of its own callbacks.
#pragma once

#include "line/call_sound.h"
#include "line/line.h"
#include "line/sip_renewal.h"
#include "line/sip_transfer.h"
#include "line/sip_words.h"

struct sip_msg;
struct sipsess;

namespace nightbell {

struct SipTarget // of a call that we make
{
    QByteArray to;    // URI
    QByteArray from;  // URI
    QByteArray route; // the only host that hears of it
    QByteArray contactUser;
    QByteArray shownName;
    QByteArray replaces; // the dialog whose place it shall take
    Secrecy secrecy = Secrecy::Plain;
    SipSignIn signIn;
};

class SipCall : private SipRenewal::Listener, private SipTransfer::Listener
{
public:
    class Listener
    {
    public:
        virtual ~Listener() = default;
        virtual void callConnected(const LegId &leg, const MediaPath &path) = 0; // again when that changes
        virtual void callEnded(const LegId &leg, EndCause cause) = 0;            // destroy it, but not before returning
        virtual void callRings(const LegId &leg) = 0;
        virtual void callHeardEarly(const LegId &leg, const MediaPath &path) = 0;
        virtual void callNotReached(const LegId &leg, DialEnd why) = 0; // destroy it, but not before returning
        virtual void callAskedToTransfer(const LegId &leg, const PrivateText &to) = 0;
        virtual void callTransferEnded(const LegId &leg, TransferStep how) = 0;
    };

    struct Place
    {
        LegId id;
        Listener &listener;
        const TrustedSources &trusted;
        SipStation station;
    };

    SipCall(Place place, const sip_msg &invite, const MediaAddress &ours, Secrecy secrecy); // somebody calls us
    SipCall(Place place, SipTarget target);                                                 // we call
    ~SipCall() override;
    SipCall(const SipCall &) = delete;
    SipCall &operator=(const SipCall &) = delete;

    // A problem means that nothing was sent: the invitation is still to be refused.
    Result<> begin(const sip_msg &invite);
    Result<> dial(const MediaAddress &local);

    void ring();
    void answer(MediaAddress local);
    void refuse(int code, const char *reason);
    void hold(bool on);
    Result<> refer(const QByteArray &to);
    void tellTransfer(TransferStep step) { m_transfer.tell(step); }

    bool take(const sip_msg &request) { return m_renewal.take(request); }
    bool takeAgain(const sip_msg &response) { return m_renewal.takeAgain(response); }
    void noticeSent(const QByteArray &requestUri); // an INVITE of this dialog leaves

    const QByteArray &dialog() const { return m_names.callId; }
    const DialogNames &names() const { return m_names; }
    const MediaAddress &local() const { return m_local; }
    bool established() const { return m_established; }
    bool over() const { return m_over; }
    int finalCode() const { return m_finalCode; }                   // of the answer to our invitation, 0: none
    const QHostAddress &source() const { return m_sound.source(); } // of the signalling

private:
    void renewed() override;
    void lapsed() override;
    void askedToTransfer(const PrivateText &to) override;
    void transferDone(TransferStep how) override;

    Result<> connect(int leastSeconds);
    void reject(int code, const char *reason);
    void end(EndCause cause);
    void fail(DialEnd why);
    SipSignIn signIn() const;
    void hearRefer(const sip_msg &refer);
    void hearProgress(const sip_msg &response);
    int hearAnswer(const sip_msg &message);
    void establish(const sip_msg &message);
    void close(int error, const sip_msg *message);

    const Place m_place;
    const MediaAddress m_ours; // of the signalling
    const Secrecy m_secrecy = Secrecy::Plain;
    const std::optional<SipTarget> m_target; // nothing: they called
    const QByteArray m_contact;              // what libre makes a Contact of
    DialogNames m_names;
    SessionTerms m_terms;
    bool m_theyTakeUpdates = false;
    bool m_offerIsOurs = false;
    bool m_final = false;       // a final answer to the invitation was sent
    bool m_established = false; // acknowledged
    bool m_over = false;        // whatever libre still tells is of no interest
    bool m_dialledAgain = false;
    int m_finalCode = 0;
    MediaAddress m_local;
    CallSound m_sound;
    SipRenewal m_renewal;
    SipTransfer m_transfer;
    LineTimer m_again;
    Held<sipsess> m_session; // first to go: says BYE if that is due
};

} // namespace nightbell
