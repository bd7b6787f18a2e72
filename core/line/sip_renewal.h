// What changes or keeps alive an established session: INVITE and UPDATE within the dialog, from both ends, with the
// life of the session (RFC 4028) in them. libre has it without the headers, so it is done here.
#pragma once

#include "line/call_sound.h"
#include "line/line_timer.h"
#include "line/session_timer.h"

struct mbuf;
struct sip;
struct sip_auth;
struct sip_dialog;
struct sip_msg;
struct sip_request;

namespace nightbell {

struct SipSignIn // how a challenge is answered; nothing: not at all
{
    using Ask = int(char **user, char **password, const char *realm, void *account);
    Ask *ask = nullptr;
    void *account = nullptr;
};

SessionWish sessionWish(const sip_msg &message);
bool takesUpdates(const sip_msg &message); // its sender

class SipRenewal
{
public:
    class Listener
    {
    public:
        virtual ~Listener() = default;
        virtual void renewed() = 0; // the sound's path may be another
        virtual void lapsed() = 0;  // the session is no more; destroy it, but not before returning
    };

    SipRenewal(CallSound &sound, Listener &listener, QByteArray contact, SipSignIn signIn);
    ~SipRenewal();

    void begin(struct sip *stack, sip_dialog *dialog, bool theyTakeUpdates, const SessionTerms &terms);
    void hold(bool on);

    bool take(const sip_msg &request);       // INVITE, UPDATE or ACK of this dialog; false: not for us
    bool takeAgain(const sip_msg &response); // an answer that was already acknowledged

private:
    enum class Method { Invite, Update };

    void ask(Method method);
    void hear(int error, const sip_msg *response);
    void hearRefusal(const sip_msg &response);
    void accepted(const sip_msg &response);
    void acknowledge(uint32_t sequence);
    void leaveIt();
    void settle();
    void answer(const sip_msg &request, bool invite);
    void say200(const sip_msg &request, bool invite, const QByteArray &description);
    bool hearAck(const sip_msg &ack);
    void say200Again();
    void agree(const SessionTerms &terms);
    void watch();

    CallSound &m_sound;
    Listener &m_listener;
    const QByteArray m_contact;
    const SipSignIn m_signIn;
    struct sip *m_stack = nullptr;
    Held<sip_dialog> m_dialog; // nothing: not begun
    Held<sip_auth> m_auth;

    // Ours.
    sip_request *m_request = nullptr; // libre clears it when the request is done
    Method m_method = Method::Update;
    bool m_theyTakeUpdates = false;
    bool m_onHold = false;
    bool m_holdAgreed = false; // what the other end knows
    bool m_offered = false;    // the request has our description
    int m_least = leastSessionSeconds;
    uint32_t m_acknowledged = 0; // CSeq
    LineTimer m_again;

    // Theirs.
    Held<mbuf> m_said;             // our 200, until its ACK comes
    Held<sip_msg> m_answering;     // what it answers
    bool m_answerIsTheirs = false; // it comes with the ACK
    int m_saidTimes = 0;
    LineTimer m_unheard;

    SessionTimer m_timer;
    LineTimer m_due;
};

} // namespace nightbell
