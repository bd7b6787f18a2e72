// One SIP stack of libre's with its listeners, on the line's thread. An account over TLS has one of its own: libre
// keeps one TLS context per stack, and each account's server is checked against its own name.
#pragma once

#include "audio/media_path.h"
#include "line/held.h"
#include "line/sip_station.h"
#include "result.h"
#include "settings/sip_account_plan.h"

#include <functional>

struct sip_msg;
struct tls;

namespace nightbell {

class SipStack
{
public:
    struct Ears // asked in this order; true: taken
    {
        std::function<bool(const sip_msg &)> guard;
        std::function<bool(const sip_msg &)> options;
        std::function<bool(const sip_msg &)> within;   // a dialog
        std::function<bool(const sip_msg &)> answered; // a response that no request of libre's waits for
        std::function<void(SipStack &, const sip_msg &)> invited;
        std::function<void(const sip_msg &)> unwanted;
        std::function<void(const QByteArray &callId, const QByteArray &uri)> inviteSent;
        std::function<void()> exited; // after close(), when nothing is left
    };

    explicit SipStack(Ears ears) : m_ears(std::move(ears)) { }
    ~SipStack();
    SipStack(const SipStack &) = delete;
    SipStack &operator=(const SipStack &) = delete;

    int begin();
    int listen(SipTransport transport, const MediaAddress &address, tls *secrets = nullptr);
    void close();
    void cut(); // as if the network were gone: nothing of what is freed from now on says a word
    bool exited() const { return m_exited; }

    SipStation station() const { return {m_sip.get(), m_sessions.get(), m_events.get()}; }

private:
    int hear();
    void noticeSent(const QByteArray &message);

    const Ears m_ears;
    Held<struct sip> m_sip; // also owns the listeners
    Held<sipsess_sock> m_sessions;
    Held<sipevent_sock> m_events;
    bool m_closing = false;
    bool m_cut = false;
    bool m_exited = false; // libre gave the last reference back to us
};

} // namespace nightbell
