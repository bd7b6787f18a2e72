#include "line/sip_call.h"

#include <re.h>

namespace nightbell {

namespace {

constexpr const char *sessionDescription = "application/sdp";

SipCall &callOf(void *argument) { return *static_cast<SipCall *>(argument); }

QByteArray contactFor(const MediaAddress &ours, const sip_msg &invite)
{
    const QString host = ours.host.protocol() == QAbstractSocket::IPv6Protocol
        ? QStringLiteral("[%1]").arg(ours.host.toString())
        : ours.host.toString();
    return QStringLiteral("sip:nightbell@%1:%2").arg(host).arg(ours.port).toLatin1() + sip_transp_param(invite.tp);
}

DialEnd dialEndOf(int error, const sip_msg *answer)
{
    if (!answer)
        return error == ETIMEDOUT ? DialEnd::NoAnswer : DialEnd::Unreachable;
    switch (answer->scode) {
    case 486:
    case 600:
        return DialEnd::Busy;
    case 603:
    case 403:
        return DialEnd::Declined;
    case 404:
    case 410:
    case 484:
    case 604:
        return DialEnd::NotFound;
    case 408:
    case 480:
    case 487:
        return DialEnd::NoAnswer;
    default:
        return DialEnd::Failed;
    }
}

} // namespace

SipCall::SipCall(Place place, const sip_msg &invite, const MediaAddress &ours, Secrecy secrecy)
    : m_place(std::move(place))
    , m_ours(ours)
    , m_secrecy(secrecy)
    , m_contact(contactFor(ours, invite))
    , m_names(dialogNames(invite))
    , m_terms(termsForOffered(sessionWish(invite)))
    , m_theyTakeUpdates(takesUpdates(invite))
    , m_offerIsOurs(mbuf_get_left(invite.mb) == 0)
    , m_sound(m_place.trusted, sourceOf(invite))
    , m_renewal(m_sound, *this, m_contact, {})
    , m_transfer(m_place.station, *this)
{ }

SipCall::SipCall(Place place, SipTarget target)
    : m_place(std::move(place))
    , m_secrecy(target.secrecy)
    , m_target(std::move(target))
    , m_contact(m_target->contactUser)
    , m_offerIsOurs(true)
    , m_sound(m_place.trusted, {})
    , m_renewal(m_sound, *this, m_contact, m_target->signIn)
    , m_transfer(m_place.station, *this)
{ }

SipCall::~SipCall() { m_transfer.forget(); }

Result<> SipCall::begin(const sip_msg &invite)
{
    if (const Result<> begun = m_sound.begin(m_secrecy); !begun)
        return begun;
    if (!m_offerIsOurs)
        if (const Result<> heard = m_sound.hear(leftIn(*invite.mb), true); !heard)
            return heard;
    const auto answered = [](const sip_msg *message, void *call) { return callOf(call).hearAnswer(*message); };
    const auto established = [](const sip_msg *message, void *call) { callOf(call).establish(*message); };
    const auto referred = [](struct sip *, const sip_msg *refer, void *call) { callOf(call).hearRefer(*refer); };
    const auto closed = [](int error, const sip_msg *message, void *call) { callOf(call).close(error, message); };
    sipsess *session = nullptr;
    // 183 without a description says nothing to the caller; it opens the transaction, so that a repeated or withdrawn
    // invitation is taken care of while the engine makes up its mind. Renewed offers go to m_renewal, not to libre.
    const int error = sipsess_accept(&session, m_place.station.sessions, &invite, 183, "Session Progress",
                                     m_contact.constData(), sessionDescription, nullptr, nullptr, nullptr, false,
                                     nullptr, answered, established, nullptr, referred, closed, this, nullptr);
    if (error)
        return Problem{Problem::Kind::Refused, QStringLiteral("no session: error %1").arg(error)};
    m_session.reset(session);
    return {};
}

Result<> SipCall::dial(const MediaAddress &local)
{
    m_local = local;
    m_sound.place(local);
    if (const Result<> begun = m_sound.begin(m_secrecy); !begun)
        return begun;
    return connect(leastSessionSeconds);
}

Result<> SipCall::connect(int leastSeconds)
{
    const Result<QByteArray> offer = m_sound.say(true);
    if (!offer)
        return offer.problem();
    const Held<mbuf> description = bufferOf(offer.value());
    const auto progressed = [](const sip_msg *response, void *call) { callOf(call).hearProgress(*response); };
    const auto answered = [](const sip_msg *response, void *call) { return callOf(call).hearAnswer(*response); };
    const auto established = [](const sip_msg *response, void *call) { callOf(call).establish(*response); };
    const auto referred = [](struct sip *, const sip_msg *refer, void *call) { callOf(call).hearRefer(*refer); };
    const auto closed = [](int error, const sip_msg *message, void *call) { callOf(call).close(error, message); };
    const char *route = m_target->route.constData();
    const QByteArray headers = sipAbilities
        + headersOfRequest(std::max(sessionSeconds, leastSeconds), std::nullopt, leastSeconds)
        + (m_target->replaces.isEmpty() ? QByteArray() : "Replaces: " + m_target->replaces + "\r\n");
    sipsess *session = nullptr;
    const int error =
        sipsess_connect(&session, m_place.station.sessions, m_target->to.constData(),
                        m_target->shownName.isEmpty() ? nullptr : m_target->shownName.constData(),
                        m_target->from.constData(), m_contact.constData(), &route, 1, sessionDescription,
                        description.get(), m_target->signIn.ask, m_target->signIn.account, false, nullptr, answered,
                        progressed, established, nullptr, referred, closed, this, "%s", headers.constData());
    if (error)
        return Problem{Problem::Kind::Unreachable, QStringLiteral("no INVITE: error %1").arg(error)};
    m_session.reset(session);
    m_names.callId = sip_dialog_callid(sipsess_dialog(session));
    return {};
}

void SipCall::ring()
{
    if (!m_final && !m_over)
        sipsess_progress(m_session.get(), 180, "Ringing", nullptr, nullptr);
}

void SipCall::answer(MediaAddress local)
{
    if (m_target || m_final || m_over)
        return;
    if (local.host == QHostAddress(QHostAddress::AnyIPv4) || local.host == QHostAddress(QHostAddress::AnyIPv6))
        local.host = m_ours.host;
    m_local = local;
    m_sound.place(local);
    const Result<QByteArray> ours = m_sound.say(m_offerIsOurs);
    m_final = true;
    const QByteArray headers = sipAbilities + headersOfAnswer(m_terms);
    if (!ours || sipsess_answer(m_session.get(), 200, "OK", bufferOf(ours.value()).get(), "%s", headers.constData())) {
        reject(500, "Server Internal Error");
        end(EndCause::LineLost);
    }
}

void SipCall::refuse(int code, const char *reason)
{
    if (m_target || m_final || m_over)
        return;
    m_final = true;
    reject(code, reason);
    m_over = true;
}

void SipCall::reject(int code, const char *reason) { sipsess_reject(m_session.get(), uint16_t(code), reason, nullptr); }

void SipCall::hold(bool on)
{
    if (m_established && !m_over)
        m_renewal.hold(on);
}

Result<> SipCall::refer(const QByteArray &to)
{
    if (!m_established || m_over)
        return Problem{Problem::Kind::Refused, QStringLiteral("only an answered call can be transferred")};
    return m_transfer.ask(sipsess_dialog(m_session.get()), m_contact, to, signIn());
}

SipSignIn SipCall::signIn() const { return m_target ? m_target->signIn : SipSignIn{}; }

void SipCall::hearRefer(const sip_msg &refer) { m_transfer.take(sipsess_dialog(m_session.get()), m_contact, refer); }

void SipCall::end(EndCause cause)
{
    if (std::exchange(m_over, true))
        return;
    m_transfer.forget();
    m_place.listener.callEnded(m_place.id, cause);
}

void SipCall::fail(DialEnd why)
{
    if (!std::exchange(m_over, true))
        m_place.listener.callNotReached(m_place.id, why);
}

void SipCall::close(int error, const sip_msg *message)
{
    if (message && !m_established)
        m_finalCode = message->scode;
    if (!m_target || m_established)
        return end(error == ECONNRESET ? EndCause::CallerHungUp : EndCause::LineLost);
    if (message && message->scode == 422 && !std::exchange(m_dialledAgain, true)) {
        const int least = sessionWish(*message).least;
        return m_again.start(Span{0}, [this, least] {
            if (!connect(least))
                fail(DialEnd::Failed);
        });
    }
    fail(dialEndOf(error, message));
}

// libre follows a redirection by itself. Whoever is called may not choose for the clinic who is called instead: that
// number never went past the rule.
void SipCall::noticeSent(const QByteArray &requestUri)
{
    if (m_target && !m_established && !m_over && requestUri != m_target->to)
        m_again.start(Span{0}, [this] { fail(DialEnd::NotAllowed); });
}

void SipCall::hearProgress(const sip_msg &response)
{
    if (m_over || response.scode == 100)
        return;
    m_sound.comeFrom(hostOf(response.src));
    if (mbuf_get_left(response.mb) > 0 && m_sound.hear(leftIn(*response.mb), false)) {
        MediaPath path = m_sound.path().value();
        path.flow = path.flow == Flow::BothWays || path.flow == Flow::FromThem ? Flow::FromThem : Flow::Nowhere;
        m_place.listener.callHeardEarly(m_place.id, path);
    }
    if (response.scode == 180)
        m_place.listener.callRings(m_place.id);
}

int SipCall::hearAnswer(const sip_msg &message)
{
    m_sound.comeFrom(hostOf(message.src));
    if (mbuf_get_left(message.mb) == 0 && m_sound.path()) // it was said before the answer
        return 0;
    return m_sound.hear(leftIn(*message.mb), false) ? 0 : EPROTO;
}

void SipCall::establish(const sip_msg &message)
{
    if (m_over)
        return;
    m_established = true;
    if (m_target) {
        m_finalCode = message.scode;
        m_names = namesAnswered(message);
        m_terms = termsForAnswered(sessionWish(message));
        m_theyTakeUpdates = takesUpdates(message);
    }
    const Result<MediaPath> path = m_sound.path();
    if (!path)
        return end(EndCause::LineLost);
    m_renewal.begin(m_place.station.stack, sipsess_dialog(m_session.get()), m_theyTakeUpdates, m_terms);
    m_place.listener.callConnected(m_place.id, path.value());
}

void SipCall::renewed()
{
    if (const Result<MediaPath> path = m_sound.path(); path && !m_over)
        m_place.listener.callConnected(m_place.id, path.value());
}

void SipCall::lapsed() { end(EndCause::LineLost); }

void SipCall::askedToTransfer(const PrivateText &to) { m_place.listener.callAskedToTransfer(m_place.id, to); }

void SipCall::transferDone(TransferStep how) { m_place.listener.callTransferEnded(m_place.id, how); }

} // namespace nightbell
