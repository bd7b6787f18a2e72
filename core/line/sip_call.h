// One SIP call on the line's thread: libre's session, its media description, and what the other end may still hear of
// it. libre keeps a pointer to the object while the session lives; the object goes only by a posted command, never
// inside one of its own callbacks.
#pragma once

#include "line/line.h"
#include "line/sip_media.h"
#include "line/trusted_sources.h"

struct sip_msg;
struct sipsess;
struct sipsess_sock;

namespace nightbell {

class SipCall
{
public:
    class Listener
    {
    public:
        virtual ~Listener() = default;
        virtual void callConnected(const LegId &leg, const MediaPath &path) = 0;
        virtual void callEnded(const LegId &leg, EndCause cause) = 0; // destroy it, but not before returning
    };

    SipCall(LegId id, Listener &listener, const TrustedSources &trusted, const sip_msg &invite,
            const MediaAddress &ours);
    SipCall(const SipCall &) = delete;
    SipCall &operator=(const SipCall &) = delete;

    // A problem means that nothing was sent: the invitation is still to be refused.
    Result<> begin(sipsess_sock *sessions, const sip_msg &invite);

    void ring();
    void answer(MediaAddress local);
    void refuse(int code, const char *reason);

    const QByteArray &dialog() const { return m_dialog; } // Call-ID
    const QHostAddress &source() const { return m_source; }

private:
    Result<MediaPath> agreedPath() const;
    void reject(int code, const char *reason);
    void end(EndCause cause);
    int hearOffer(mbuf **answer, const sip_msg &request);
    int hearAnswer(const sip_msg &request);
    void acknowledge();

    const LegId m_id;
    Listener &m_listener;
    const TrustedSources &m_trusted;
    const QHostAddress m_source; // of the signalling
    const MediaAddress m_ours;   // of the signalling
    const QByteArray m_dialog;
    bool m_offerIsOurs = false;
    bool m_final = false; // a final answer to the invitation was sent
    bool m_over = false;  // whatever libre still tells is of no interest
    std::optional<SipMedia> m_media;
    MediaAddress m_local;
    Held<sipsess> m_session; // first to go: says BYE if that is due
};

} // namespace nightbell
