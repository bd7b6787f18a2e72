// The transfers of one call (RFC 3515): ours, that the other end shall call somebody else, and theirs, that we shall.
#pragma once

#include "line/line.h"
#include "line/line_timer.h"
#include "line/sip_renewal.h"
#include "line/sip_station.h"
#include "line/sip_words.h"

struct sip_msg;
struct sipnot;
struct sipsub;

namespace nightbell {

inline constexpr Span transferPatience = std::chrono::seconds(10); // for somebody to take a transfer up

class SipTransfer
{
public:
    class Listener
    {
    public:
        virtual ~Listener() = default;
        virtual void askedToTransfer(const PrivateText &to) = 0;
        virtual void transferDone(TransferStep how) = 0; // ours
    };

    SipTransfer(SipStation station, Listener &listener) : m_station(station), m_listener(listener) { }

    Result<> ask(sip_dialog *dialog, const QByteArray &contact, const QByteArray &referTo, const SipSignIn &signIn);
    void take(sip_dialog *dialog, const QByteArray &contact, const sip_msg &refer);
    void tell(TransferStep step);
    void forget(); // the call is over

private:
    void hearNotice(const sip_msg &notice);
    void finish(TransferStep how);
    void notify(const char *fragment, bool last);

    const SipStation m_station;
    Listener &m_listener;
    Held<sipsub> m_asked;
    Held<sipnot> m_taken;
    std::optional<TransferStep> m_lastHeard;
    LineTimer m_patience;
    LineTimer m_release;
};

QByteArray replacesUri(const DialogNames &dialog); // to be called in its place (RFC 3891)

} // namespace nightbell
