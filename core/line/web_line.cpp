#include "line/web_line.h"

#include "audio/packet_post.h"
#include "line/ice_servers.h"
#include "line/libre_words.h"
#include "line/name_servers.h"
#include "line/web_certificate.h"

#include <QDateTime>
#include <QLoggingCategory>
#include <QNetworkInterface>
#include <QUuid>

#include <openssl/ssl.h>
#include <re.h>

namespace nightbell {

namespace {

Q_LOGGING_CATEGORY(webLog, "nightbell.web")

constexpr qsizetype ownAddressesAtMost = 8;
constexpr const char *srtpSuites = "SRTP_AEAD_AES_128_GCM:SRTP_AES128_CM_SHA1_80";

Problem cannotSecure(const char *what)
{
    return {Problem::Kind::Unreachable, QStringLiteral("web: no %1").arg(QLatin1String(what))};
}

bool isAnywhere(const QHostAddress &host)
{
    return host == QHostAddress(QHostAddress::Any) || host == QHostAddress(QHostAddress::AnyIPv4)
        || host == QHostAddress(QHostAddress::AnyIPv6);
}

QList<QHostAddress> ownAddresses(const QHostAddress &bound)
{
    if (!isAnywhere(bound))
        return {bound};
    const auto wanted = bound.protocol() == QAbstractSocket::IPv6Protocol ? QAbstractSocket::IPv6Protocol
                                                                          : QAbstractSocket::IPv4Protocol;
    QList<QHostAddress> own;
    for (const QHostAddress &address : QNetworkInterface::allAddresses())
        if (address.protocol() == wanted && !address.isLoopback() && !address.isLinkLocal()
            && own.size() < ownAddressesAtMost)
            own.append(address);
    if (own.isEmpty())
        own.append(QHostAddress(wanted == QAbstractSocket::IPv6Protocol ? QHostAddress::LocalHostIPv6
                                                                        : QHostAddress::LocalHost));
    return own;
}

Result<Held<tls>> secureContext(const WebCertificate &own)
{
    tls *made = nullptr;
    if (tls_alloc(&made, TLS_METHOD_DTLS, nullptr, nullptr))
        return cannotSecure("DTLS");
    Held<tls> context(made);
    if (tls_set_certificate_pem(made, own.certificatePem.constData(), std::size_t(own.certificatePem.size()),
                                own.keyPem.constData(), std::size_t(own.keyPem.size())))
        return cannotSecure("certificate");
    tls_set_verify_client(made); // any certificate will do, if its fingerprint is the one that was signalled
    if (tls_set_srtp(made, srtpSuites)
        || SSL_CTX_set_min_proto_version(tls_openssl_context(made), DTLS1_2_VERSION) != 1)
        return cannotSecure("SRTP");
    return context;
}

WebBye byeFor(Refusal why)
{
    switch (why) {
    case Refusal::UnknownNumber:
        return WebBye::UnknownNumber;
    case Refusal::Busy:
        return WebBye::Busy;
    case Refusal::Unavailable:
        return WebBye::Unavailable;
    }
    Q_UNREACHABLE();
}

} // namespace

struct WebLine::Stack
{
    Held<dnsc> names;
    Held<tls> context;
    WebGround ground;
};

WebLine::WebLine(Place place) : m_place(std::move(place)), m_loop("web") { }

WebLine::~WebLine()
{
    WebLine::close();
    m_loop.join();
}

Result<> WebLine::open()
{
    Result<> begun = m_loop.begin([this] { return begin(); }, [this] { finish(); });
    m_open = begun.ok();
    return begun;
}

Result<> WebLine::begin()
{
    silenceLibreWarnings();
    m_stack = std::make_unique<Stack>();
    const Result<WebCertificate> own = makeWebCertificate();
    if (!own)
        return own.problem();
    Result<Held<tls>> context = secureContext(own.value());
    if (!context)
        return context.problem();
    m_stack->context = std::move(context).value();
    m_stack->names = nameServers();
    m_stack->ground = {.hosts = ownAddresses(m_place.host),
                       .bound = m_place.host,
                       .ports = m_place.ports,
                       .services = m_place.services,
                       .fingerprint = own.value().fingerprint,
                       .context = m_stack->context.get(),
                       .names = m_stack->names.get()};
    return {};
}

void WebLine::close()
{
    if (std::exchange(m_open, false))
        m_loop.post([this] { windUp(); });
}

void WebLine::windUp()
{
    m_windingUp = true;
    while (!m_calls.empty())
        dismiss(LegId(m_calls.begin()->first), WebBye::Unavailable);
    m_loop.leave();
}

void WebLine::finish()
{
    m_calls.clear();
    m_stack.reset();
    if (m_windingUp)
        Q_EMIT closed();
}

void WebLine::order(const LegId &leg, const LineOrder &order)
{
    m_loop.post([this, leg, order] { std::visit([&](const auto &each) { carryOut(leg, each); }, order); });
}

void WebLine::carryOut(const LegId &leg, const AnswerLeg &answer)
{
    if (WebCall *call = callOf(leg))
        call->answer(std::get<std::shared_ptr<PacketPost>>(answer.place));
}

void WebLine::carryOut(const LegId &leg, const RefuseLeg &refuse) { dismiss(leg, byeFor(refuse.why)); }

void WebLine::carryOut(const LegId &leg, const HangUpLeg &) { dismiss(leg, WebBye::Ended); }

bool WebLine::takeSeat()
{
    if (m_seats.fetch_add(1) < m_place.callsAtMost)
        return true;
    --m_seats;
    ++m_beyondLimit;
    return false;
}

Result<LegId> WebLine::invite(const ArrivedCall &caller, const QByteArray &offer)
{
    Result<WebSignal> signal = webSignalFrom(offer);
    if (!signal || signal.value().kind != WebSignal::Kind::Offer) {
        ++m_unacceptable;
        return signal ? Problem{Problem::Kind::Invalid, QStringLiteral("web signal: not an offer")} : signal.problem();
    }
    if (!takeSeat())
        return Problem{Problem::Kind::Full, QStringLiteral("web: all calls are taken")};
    ArrivedCall arrived = caller;
    arrived.leg = LegId(QUuid::createUuid().toString(QUuid::WithoutBraces));
    arrived.provider = QStringLiteral("web");
    arrived.media = MediaKind::Post;
    m_loop.post([this, arrived, sdp = signal.value().sdp] { takeOffer(arrived, sdp); });
    return arrived.leg;
}

void WebLine::takeOffer(const ArrivedCall &arrived, const QByteArray &sdp)
{
    WebCall &call = seat(arrived.leg);
    if (m_windingUp)
        return dismiss(arrived.leg, WebBye::Unavailable);
    if (const Result<> heard = call.hearOffer(sdp); !heard) {
        ++m_unacceptable;
        qCInfo(webLog) << "leg" << arrived.leg.text() << "refused:" << heard.problem().detail;
        return dismiss(arrived.leg, WebBye::Unavailable);
    }
    Q_EMIT this->arrived(arrived);
}

Result<> WebLine::offer(const LegId &leg, std::shared_ptr<PacketPost> post)
{
    if (!takeSeat())
        return Problem{Problem::Kind::Full, QStringLiteral("web: all calls are taken")};
    m_loop.post([this, leg, post = std::move(post)] { makeOffer(leg, post); });
    return {};
}

void WebLine::makeOffer(const LegId &leg, const std::shared_ptr<PacketPost> &post)
{
    if (const Result<> made = seat(leg).offer(post); !made) {
        qCWarning(webLog) << "leg" << leg.text() << "has no way out:" << made.problem().detail;
        callEnded(leg, EndCause::LineLost, WebFault::NoSetUp);
    }
}

Result<> WebLine::hear(const LegId &leg, const QByteArray &text)
{
    Result<WebSignal> signal = webSignalFrom(text);
    if (!signal || signal.value().kind == WebSignal::Kind::Offer) {
        ++m_unacceptable;
        return signal ? Problem{Problem::Kind::Invalid, QStringLiteral("web signal: an offer in a call")}
                      : signal.problem();
    }
    m_loop.post([this, leg, heard = signal.value()] { takeSignal(leg, heard); });
    return {};
}

void WebLine::takeSignal(const LegId &leg, const WebSignal &signal)
{
    WebCall *call = callOf(leg);
    if (!call)
        return;
    if (signal.kind == WebSignal::Kind::Bye) {
        clear(leg);
        Q_EMIT ended(leg, EndCause::CallerHungUp);
    } else if (const Result<> heard = call->hearAnswer(signal.sdp); !heard) {
        ++m_unacceptable;
        qCInfo(webLog) << "leg" << leg.text() << "answered wrongly:" << heard.problem().detail;
    }
}

void WebLine::callDescribed(const LegId &leg, const QByteArray &sdp)
{
    const auto kind = callOf(leg)->offers() ? WebSignal::Kind::Offer : WebSignal::Kind::Answer;
    Q_EMIT said(leg, toText({.kind = kind, .sdp = sdp}));
}

void WebLine::callConnected(const LegId &leg, const MediaPath &path)
{
    qCInfo(webLog).noquote() << "leg" << leg.text() << "sound:" << callOf(leg)->roadInWords();
    Q_EMIT connected(leg, path);
}

void WebLine::callEnded(const LegId &leg, EndCause cause, WebFault why)
{
    switch (why) {
    case WebFault::None:
        break;
    case WebFault::Silent:
        ++m_silent;
        break;
    case WebFault::NoSetUp:
        ++m_notSetUp;
        break;
    case WebFault::WrongFingerprint:
    case WebFault::NoKeys:
        ++m_unproven;
        break;
    }
    m_loop.post([this, leg] { dismiss(leg, WebBye::Ended); });
    Q_EMIT ended(leg, cause);
}

WebCall *WebLine::callOf(const LegId &leg) const
{
    const auto found = m_calls.find(leg);
    return found == m_calls.end() ? nullptr : found->second.get();
}

WebCall &WebLine::seat(const LegId &leg)
{
    Q_ASSERT(!callOf(leg));
    WebCall::Listener &listener = *this; // a private base: only here it may be named
    return *m_calls.emplace(leg, std::make_unique<WebCall>(leg, listener, m_stack->ground, m_place.patience))
                .first->second;
}

void WebLine::dismiss(const LegId &leg, WebBye reason)
{
    if (!callOf(leg))
        return;
    Q_EMIT said(leg, toText({.kind = WebSignal::Kind::Bye, .reason = reason}));
    clear(leg);
}

void WebLine::clear(const LegId &leg)
{
    const WebCall *call = callOf(leg);
    m_forged += call->forged();
    m_dropped += call->dropped();
    m_calls.erase(leg);
    --m_seats;
}

QByteArray WebLine::iceServersForPage() const
{
    return nightbell::iceServersForPage(m_place.services.servers, m_place.services.turnSecret,
                                        instantFromMs(QDateTime::currentMSecsSinceEpoch()));
}

WebLineCounts WebLine::counts() const
{
    return {m_beyondLimit, m_unacceptable, m_notSetUp, m_unproven, m_silent, m_forged, m_dropped};
}

} // namespace nightbell
