#include "line/sip_transfer.h"

#include "line/sip_words.h"

#include <QUrl>

#include <re.h>

namespace nightbell {

namespace {

constexpr uint32_t noticeSeconds = 180;
constexpr int longestTarget = 1'024; // with a dialog to replace in it

SipTransfer &transferOf(void *argument) { return *static_cast<SipTransfer *>(argument); }

int fragmentCode(const sip_msg &notice) // "SIP/2.0 200 OK"
{
    const QByteArray fragment(reinterpret_cast<const char *>(mbuf_buf(notice.mb)), qsizetype(mbuf_get_left(notice.mb)));
    return fragment.startsWith("SIP/2.0 ") ? fragment.mid(8, 3).toInt() : 0;
}

} // namespace

Result<> SipTransfer::ask(sip_dialog *dialog, const QByteArray &contact, const QByteArray &referTo,
                          const SipSignIn &signIn)
{
    if (m_asked)
        return Problem{Problem::Kind::Refused, QStringLiteral("a transfer is under way")};
    const auto noticed = [](struct sip *stack, const sip_msg *notice, void *transfer) {
        sip_treply(nullptr, stack, notice, 200, "OK");
        transferOf(transfer).hearNotice(*notice);
    };
    const auto closed = [](int, const sip_msg *response, const sipevent_substate *, void *transfer) {
        const bool refused = response && !response->req && response->scode >= 300;
        transferOf(transfer).finish(refused ? TransferStep::Refused : TransferStep::Failed);
    };
    sipsub *asked = nullptr;
    m_lastHeard.reset();
    const int error = sipevent_drefer(&asked, m_station.events, dialog, contact.constData(), signIn.ask, signIn.account,
                                      false, noticed, closed, this, "Refer-To: <%s>\r\n", referTo.constData());
    if (error)
        return Problem{Problem::Kind::Unreachable, QStringLiteral("no REFER: error %1").arg(error)};
    m_asked.reset(asked);
    return {};
}

void SipTransfer::hearNotice(const sip_msg &notice)
{
    const int code = fragmentCode(notice);
    if (code >= 200)
        m_lastHeard = code < 300 ? TransferStep::Done : code == 603 ? TransferStep::Refused : TransferStep::Failed;
    else if (code >= 180 && m_lastHeard != TransferStep::Ringing) {
        m_lastHeard = TransferStep::Ringing;
        m_listener.transferDone(TransferStep::Ringing);
    }
    if (code >= 200)
        finish(*m_lastHeard);
}

void SipTransfer::finish(TransferStep how)
{
    if (!m_asked || m_release.runs())
        return;
    m_release.start(Span{0}, [this] { m_asked.reset(); }); // not inside its own callback
    m_listener.transferDone(how);
}

void SipTransfer::take(sip_dialog *dialog, const QByteArray &contact, const sip_msg &refer)
{
    const sip_hdr *to = sip_msg_hdr(&refer, SIP_HDR_REFER_TO);
    sip_addr address{};
    if (!to || sip_addr_decode(&address, &to->val) || address.auri.l > longestTarget) {
        sip_treply(nullptr, m_station.stack, &refer, 400, "Bad Refer-To");
        return;
    }
    if (m_taken) {
        sip_treply(nullptr, m_station.stack, &refer, 491, "Request Pending");
        return;
    }
    const auto closed = [](int, const sip_msg *, void *transfer) {
        SipTransfer &self = transferOf(transfer);
        self.m_patience.start(Span{0}, [&self] { self.m_taken.reset(); });
    };
    sipnot *taken = nullptr;
    if (sipevent_accept(&taken, m_station.events, &refer, dialog, nullptr, 202, "Accepted", noticeSeconds,
                        noticeSeconds, noticeSeconds, contact.constData(), "message/sipfrag;version=2.0", nullptr,
                        nullptr, false, closed, this, nullptr))
        return;
    m_taken.reset(taken);
    notify("SIP/2.0 100 Trying", false);
    m_patience.start(transferPatience, [this] { tell(TransferStep::Refused); });
    m_listener.askedToTransfer(PrivateText(decoded(address.auri)));
}

void SipTransfer::tell(TransferStep step)
{
    if (!m_taken)
        return;
    m_patience.stop();
    switch (step) {
    case TransferStep::Ringing:
        return notify("SIP/2.0 180 Ringing", false);
    case TransferStep::Done:
        return notify("SIP/2.0 200 OK", true);
    case TransferStep::Refused:
        return notify("SIP/2.0 603 Declined", true);
    case TransferStep::Failed:
        return notify("SIP/2.0 503 Service Unavailable", true);
    }
}

void SipTransfer::notify(const char *fragment, bool last)
{
    sipevent_notifyf(m_taken.get(), nullptr, last ? SIPEVENT_TERMINATED : SIPEVENT_ACTIVE, SIPEVENT_NORESOURCE, 0,
                     "%s\r\n", fragment);
    if (last)
        m_taken.reset(); // libre keeps it until the last notice is confirmed
}

void SipTransfer::forget()
{
    m_asked.reset();
    m_taken.reset();
}

QByteArray replacesUri(const DialogNames &dialog)
{
    const QByteArray replaces = dialog.callId + ";to-tag=" + dialog.theirTag + ";from-tag=" + dialog.ourTag;
    return dialog.target + "?Replaces=" + replaces.toPercentEncoding();
}

} // namespace nightbell
