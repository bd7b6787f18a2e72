#include "line/web_road.h"

#include "audio/rtp.h"
#include "line/sip_words.h"

#include <openssl/crypto.h>
#include <re.h>

#include <array>

namespace nightbell {

namespace {

constexpr unsigned component = 1; // RTCP shares the socket
constexpr int iceLayer = 0, dtlsLayer = 10, srtpLayer = 20;
constexpr uint32_t samplesASecond = 48'000;
constexpr uint32_t handshakesAtOnce = 4; // a table's size: one is enough
constexpr std::size_t relayHeadroom = 4; // where a TURN channel writes its number
constexpr std::size_t keyBytesAtMost = 64;
constexpr std::size_t sealBytesAtMost = 32; // what SRTP adds
constexpr int userCharacters = 8, passwordCharacters = 24;
constexpr const char *canonicalName = "nightbell"; // of nobody

WebRoad &roadOf(void *argument) { return *static_cast<WebRoad *>(argument); }

Problem noRoad(const char *what, int error)
{
    return {Problem::Kind::Unreachable,
            QStringLiteral("web call: no %1: error %2").arg(QLatin1String(what)).arg(error)};
}

QByteArray randomWord(int characters) // letters and digits
{
    QByteArray word(characters + 1, '\0');
    rand_str(word.data(), std::size_t(word.size()));
    word.chop(1);
    return word;
}

std::size_t keyBytesOf(srtp_suite suite) // with the salt
{
    switch (suite) {
    case SRTP_AES_128_GCM:
        return 28;
    case SRTP_AES_CM_128_HMAC_SHA1_80:
        return 30;
    default:
        return 0; // we offer no other
    }
}

bool isMedia(const mbuf &packet) // RFC 7983
{
    return mbuf_get_left(&packet) >= rtpHeaderBytes - 4 && (packet.buf[packet.pos] & 0xc0) == 0x80;
}

bool isRtcp(const mbuf &packet) // RFC 5761
{
    const int type = packet.buf[packet.pos + 1] & 0x7f;
    return type >= 64 && type <= 95;
}

} // namespace

struct WebRoad::Parts
{
    Held<struct rtp_sock> rtp;
    Held<icem> ice;
    std::unique_ptr<WebGathering> gathering;
    Held<dtls_sock> dtls;
    Held<udp_helper> cipher;
    Held<tls_conn> shake;
    Held<srtp> seal;
    Held<srtp> unseal;
    srtp_suite suite{};
    sa peer{}; // from where the last packet came that proved itself

    udp_sock *socket() const { return static_cast<udp_sock *>(::rtp_sock(rtp.get())); }
};

WebRoad::WebRoad(Listener &listener, const WebGround &ground)
    : m_listener(listener)
    , m_ground(ground)
    , m_iceUser(randomWord(userCharacters))
    , m_icePassword(randomWord(passwordCharacters))
{ }

WebRoad::~WebRoad()
{
    if (!m_parts)
        return;
    m_parts->rtp.reset();   // says RTCP BYE, which the cipher has still to seal; the others keep the socket
    m_parts->shake.reset(); // says close_notify
    m_parts->cipher.reset();
    m_parts->ice.reset();
    m_parts->gathering.reset();
    m_parts->dtls.reset();
}

bool WebRoad::isUp() const { return m_parts && m_parts->seal; }

QString WebRoad::inWords() const
{
    const ice_cand *own = icem_selected_lcand(m_parts->ice.get(), component);
    return QStringLiteral("%1 -> DTLS %2 (%3) -> SRTP %4 -> Opus")
        .arg(QLatin1String(own ? ice_cand_type2name(icem_cand_type(own)) : "found by them"),
             QLatin1String(m_theirs.ourRole == DtlsRole::Passive ? "passive" : "active"),
             QLatin1String(tls_cipher_name(m_parts->shake.get())), QLatin1String(srtp_suite_name(m_parts->suite)));
}

Result<> WebRoad::open(Begun begun)
{
    m_parts = std::make_unique<Parts>();
    if (const Result<> listening = listen(); !listening)
        return listening;

    const auto checked = [](int error, bool, void *self) { roadOf(self).checksEnded(error); };
    icem *ice = nullptr;
    if (const int error = icem_alloc(
            &ice, ICE_MODE_FULL, begun == Begun::ByUs ? ICE_ROLE_CONTROLLING : ICE_ROLE_CONTROLLED, IPPROTO_UDP,
            iceLayer, rand_u64(), m_iceUser.constData(), m_icePassword.constData(), checked, this))
        return noRoad("ICE", error);
    m_parts->ice.reset(ice);
    if (const int error = icem_comp_add(ice, component, m_parts->socket()))
        return noRoad("ICE", error);
    m_parts->gathering = std::make_unique<WebGathering>(ice, m_parts->socket(), m_ground.names);
    m_parts->gathering->addOwn(m_ground.hosts, sa_port(rtp_local(m_parts->rtp.get())));

    const auto hello = [](const sa *source, void *self) { roadOf(self).helloFrom(*source); };
    dtls_sock *dtls = nullptr;
    if (const int error = dtls_listen(&dtls, nullptr, m_parts->socket(), handshakesAtOnce, dtlsLayer, hello, this))
        return noRoad("DTLS", error);
    m_parts->dtls.reset(dtls);
    m_parts->gathering->begin(m_ground.services, [this] { m_listener.roadFound(); });
    return {};
}

Result<> WebRoad::listen()
{
    sa address{};
    if (!toSa({m_ground.bound, 0}, address))
        return noRoad("address", EINVAL);
    const auto heard = [](const sa *, const rtp_header *, mbuf *, void *) {}; // libre only keeps the reports' figures
    struct rtp_sock *rtp = nullptr;
    if (const int error = rtp_listen(&rtp, IPPROTO_UDP, &address, uint16_t(m_ground.ports.from),
                                     uint16_t(m_ground.ports.to), true, heard, nullptr, this))
        return noRoad("port", error);
    m_parts->rtp.reset(rtp);
    rtcp_enable_mux(rtp, true);
    rtcp_set_srate(rtp, samplesASecond, samplesASecond);

    const auto out = [](int *error, sa *, mbuf *packet, void *self) {
        *error = 0;
        return !roadOf(self).leaving(*packet);
    };
    const auto in = [](sa *source, mbuf *packet, void *self) { return !roadOf(self).arriving(*source, *packet); };
    udp_helper *cipher = nullptr;
    if (const int error = udp_register_helper(&cipher, m_parts->socket(), srtpLayer, out, in, this))
        return noRoad("cipher", error);
    m_parts->cipher.reset(cipher);
    return {};
}

WebOurs WebRoad::ours() const
{
    return {.address = {m_ground.hosts.value(0), sa_port(rtp_local(m_parts->rtp.get()))},
            .fingerprint = m_ground.fingerprint,
            .iceUser = m_iceUser,
            .icePassword = m_icePassword,
            .candidates = m_parts->gathering->candidates(),
            .source = rtp_sess_ssrc(m_parts->rtp.get())};
}

void WebRoad::meet(const WebTheirs &theirs)
{
    m_theirs = theirs;
    icem *ice = m_parts->ice.get();
    if (theirs.iceLite)
        ice_sdp_decode(ice, ice_attr_lite, nullptr);
    icem_sdp_decode(ice, ice_attr_ufrag, theirs.iceUser.constData());
    icem_sdp_decode(ice, ice_attr_pwd, theirs.icePassword.constData());
    for (const QByteArray &candidate : theirs.candidates)
        icem_sdp_decode(ice, ice_attr_cand, candidate.constData()); // names and TCP are passed over
    if (!list_isempty(icem_rcandl(ice)))
        icem_conncheck_start(ice);
}

void WebRoad::checksEnded(int error)
{
    if (!error && m_theirs.ourRole == DtlsRole::Active && !m_parts->shake)
        if (const ice_cand *theirs = icem_selected_rcand(m_parts->ice.get(), component))
            shakeHands(icem_lcand_addr(theirs));
}

// Strangers, who have not proved to ICE that they know our password, get no handshake. libre may have selected another
// pair of addresses than the one the other end uses: then the handshake moves to where the other end is.
void WebRoad::helloFrom(const sa &source)
{
    if (m_theirs.fingerprint.isEmpty() || !icem_cand_find(icem_rcandl(m_parts->ice.get()), component, &source))
        return;
    if (m_parts->shake && !isUp())
        dtls_set_peer(m_parts->shake.get(), &source);
    else if (!m_parts->shake && m_theirs.ourRole == DtlsRole::Passive)
        shakeHands(nullptr);
}

void WebRoad::shakeHands(const sa *peer) // none: theirs is the hello that came
{
    const auto done = [](void *self) { roadOf(self).shaken(); };
    const auto gone = [](int error, void *self) {
        WebRoad &road = roadOf(self);
        road.m_listener.roadClosed(error == ECONNRESET && road.isUp() ? WebFault::None : WebFault::NoKeys);
    };
    tls_conn *shake = nullptr;
    const int error = peer
        ? dtls_connect(&shake, m_ground.context, m_parts->dtls.get(), peer, done, nullptr, gone, this)
        : dtls_accept(&shake, m_ground.context, m_parts->dtls.get(), done, nullptr, gone, this);
    m_parts->shake.reset(shake);
    if (error)
        m_listener.roadClosed(WebFault::NoKeys);
}

void WebRoad::shaken()
{
    tls_conn *shake = m_parts->shake.get();
    QByteArray seen(m_theirs.fingerprint.size(), '\0');
    if (tls_peer_fingerprint(shake, TLS_FINGERPRINT_SHA256, reinterpret_cast<uint8_t *>(seen.data()),
                             std::size_t(seen.size()))
        || seen != m_theirs.fingerprint)
        return m_listener.roadClosed(WebFault::WrongFingerprint);
    if (!takeKeys())
        return m_listener.roadClosed(WebFault::NoKeys);
    m_lastProof = std::chrono::steady_clock::now();
    moveTo(*dtls_peer(shake));
    icem_update(m_parts->ice.get()); // a relay that is not needed is given back
    m_listener.roadUp();
}

bool WebRoad::takeKeys()
{
    std::array<uint8_t, keyBytesAtMost> client{}, server{};
    srtp_suite &suite = m_parts->suite;
    if (tls_srtp_keyinfo(m_parts->shake.get(), &suite, client.data(), client.size(), server.data(), server.size()))
        return false;
    const bool passive = m_theirs.ourRole == DtlsRole::Passive;
    srtp *seal = nullptr;
    srtp *unseal = nullptr;
    const int error = srtp_alloc(&seal, suite, passive ? server.data() : client.data(), keyBytesOf(suite), 0)
        | srtp_alloc(&unseal, suite, passive ? client.data() : server.data(), keyBytesOf(suite), 0);
    OPENSSL_cleanse(client.data(), client.size());
    OPENSSL_cleanse(server.data(), server.size());
    m_parts->unseal.reset(unseal);
    m_parts->seal.reset(error ? nullptr : seal);
    return !error;
}

void WebRoad::moveTo(const sa &source)
{
    m_parts->peer = source;
    dtls_set_peer(m_parts->shake.get(), &m_parts->peer);
    rtcp_start(m_parts->rtp.get(), canonicalName, &m_parts->peer);
}

// Whether libre may look at the packet: it keeps the figures that reports are made of.
bool WebRoad::arriving(const sa &source, mbuf &packet)
{
    if (!m_parts->unseal || !isMedia(packet))
        return false;
    const bool report = isRtcp(packet);
    if (report ? srtcp_decrypt(m_parts->unseal.get(), &packet) : srtp_decrypt(m_parts->unseal.get(), &packet)) {
        ++m_forged;
        return false;
    }
    m_lastProof = std::chrono::steady_clock::now();
    if (!sa_cmp(&source, &m_parts->peer, SA_ALL))
        moveTo(source);
    if (!report)
        m_listener.roadBrought({packet.buf + packet.pos, mbuf_get_left(&packet)});
    return true;
}

bool WebRoad::leaving(mbuf &packet)
{
    if (!isMedia(packet))
        return true; // ICE passes here too
    if (!m_parts->seal)
        return false;
    return (isRtcp(packet) ? srtcp_encrypt(m_parts->seal.get(), &packet) : srtp_encrypt(m_parts->seal.get(), &packet))
        == 0;
}

void WebRoad::send(const RtpPacket &packet)
{
    if (!isUp())
        return;
    constexpr std::size_t before = relayHeadroom + rtpHeaderBytes;
    const Held<mbuf> room(mbuf_alloc(before + packet.payload.size() + sealBytesAtMost));
    if (!room)
        return;
    room->pos = room->end = before;
    mbuf_write_mem(room.get(), packet.payload.data(), packet.payload.size());
    room->pos = before;
    rtp_send(m_parts->rtp.get(), &m_parts->peer, false, packet.header.marker, packet.header.payloadType,
             packet.header.timestamp, room.get());
}

} // namespace nightbell
