#include "line/sip_call.h"

#include "line/sip_words.h"

#include <re.h>

namespace nightbell {

namespace {

constexpr const char *sessionDescription = "application/sdp";

SipCall &callOf(void *argument) { return *static_cast<SipCall *>(argument); }

} // namespace

SipCall::SipCall(LegId id, Listener &listener, const TrustedSources &trusted, const sip_msg &invite,
                 const MediaAddress &ours)
    : m_id(std::move(id))
    , m_listener(listener)
    , m_trusted(trusted)
    , m_source(hostOf(invite.src))
    , m_ours(ours)
    , m_dialog(invite.callid.p, qsizetype(invite.callid.l))
    , m_offerIsOurs(mbuf_get_left(invite.mb) == 0)
{ }

Result<> SipCall::begin(sipsess_sock *sessions, const sip_msg &invite)
{
    Result<SipMedia> media = SipMedia::make();
    if (!media)
        return media.problem();
    m_media = std::move(media).value();
    if (!m_offerIsOurs) {
        if (const Result<> heard = m_media->hear(invite.mb, true); !heard)
            return heard;
        if (const Result<MediaPath> path = agreedPath(); !path)
            return path.problem();
    }
    const QByteArray contact = QStringLiteral("sip:nightbell@%1:%2%3")
                                   .arg(m_ours.host.protocol() == QAbstractSocket::IPv6Protocol
                                            ? QStringLiteral("[%1]").arg(m_ours.host.toString())
                                            : m_ours.host.toString())
                                   .arg(m_ours.port)
                                   .arg(QLatin1String(invite.tp == SIP_TRANSP_TCP ? ";transport=tcp" : ""))
                                   .toLatin1();
    const auto offer = [](mbuf **answer, const sip_msg *message, void *call) {
        return callOf(call).hearOffer(answer, *message);
    };
    const auto answered = [](const sip_msg *message, void *call) { return callOf(call).hearAnswer(*message); };
    const auto established = [](const sip_msg *, void *call) { callOf(call).acknowledge(); };
    const auto closed = [](int error, const sip_msg *, void *call) {
        callOf(call).end(error == ECONNRESET ? EndCause::CallerHungUp : EndCause::LineLost);
    };
    sipsess *session = nullptr;
    // 183 without a description says nothing to the caller; it opens the transaction, so that a repeated or withdrawn
    // invitation is taken care of while the engine makes up its mind.
    const int error = sipsess_accept(&session, sessions, &invite, 183, "Session Progress", contact.constData(),
                                     sessionDescription, nullptr, nullptr, nullptr, false, offer, answered, established,
                                     nullptr, nullptr, closed, this, nullptr);
    if (error)
        return Problem{Problem::Kind::Refused, QStringLiteral("no session: error %1").arg(error)};
    m_session.reset(session);
    return {};
}

void SipCall::ring()
{
    if (!m_final && !m_over)
        sipsess_progress(m_session.get(), 180, "Ringing", nullptr, nullptr);
}

void SipCall::answer(MediaAddress local)
{
    if (m_final || m_over)
        return;
    if (local.host == QHostAddress(QHostAddress::AnyIPv4) || local.host == QHostAddress(QHostAddress::AnyIPv6))
        local.host = m_ours.host;
    m_local = local;
    const Result<Held<mbuf>> ours = m_media->say(local, m_offerIsOurs);
    m_final = true;
    if (!ours || sipsess_answer(m_session.get(), 200, "OK", ours.value().get(), nullptr)) {
        reject(500, "Server Internal Error");
        end(EndCause::LineLost);
    }
}

void SipCall::refuse(int code, const char *reason)
{
    if (m_final || m_over)
        return;
    m_final = true;
    reject(code, reason);
    m_over = true;
}

void SipCall::reject(int code, const char *reason) { sipsess_reject(m_session.get(), uint16_t(code), reason, nullptr); }

void SipCall::end(EndCause cause)
{
    if (std::exchange(m_over, true))
        return;
    m_listener.callEnded(m_id, cause);
}

// The agreed path, if sound may be sent there at all: a session description is only a claim, and whoever could name a
// stranger's address in it would turn the clinic's phone against him.
Result<MediaPath> SipCall::agreedPath() const
{
    Result<MediaPath> path = m_media->path();
    if (!path)
        return path;
    const QHostAddress &host = path.value().remote.host;
    const bool fromSource = host == m_source;
    if (host.isNull() || host.isMulticast() || host.isBroadcast() || (!fromSource && !m_trusted.contains(host)))
        return Problem{Problem::Kind::Refused, QStringLiteral("sound for an address that is not the caller's")};
    path.value().followsPort = fromSource;
    return path;
}

// A renewed offer within the call is answered as long as it changes nothing: it keeps the session alive.
int SipCall::hearOffer(mbuf **answer, const sip_msg &request)
{
    const Result<MediaPath> before = m_media->path();
    if (m_over || !before || mbuf_get_left(request.mb) == 0 || !m_media->hear(request.mb, true))
        return EPROTO;
    const Result<MediaPath> after = m_media->path();
    if (!after || !(after.value() == before.value()))
        return EPROTO;
    Result<Held<mbuf>> ours = m_media->say(m_local, false);
    if (!ours)
        return EPROTO;
    *answer = ours.value().release();
    return 0;
}

int SipCall::hearAnswer(const sip_msg &request) { return m_media->hear(request.mb, false) ? 0 : EPROTO; }

void SipCall::acknowledge()
{
    if (m_over)
        return;
    if (const Result<MediaPath> path = agreedPath(); path)
        m_listener.callConnected(m_id, path.value());
    else
        end(EndCause::LineLost);
}

} // namespace nightbell
