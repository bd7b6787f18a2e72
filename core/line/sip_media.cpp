#include "line/sip_media.h"

#include "audio/sound.h"
#include "line/agreed_flow.h"
#include "line/sip_words.h"

#include <re.h>

#include <algorithm>

namespace nightbell {

namespace {

constexpr int opusClock = 48'000;
constexpr const char *savp = "RTP/SAVP";

Problem unacceptable(const char *what) { return {Problem::Kind::Refused, QString::fromLatin1(what)}; }

int addFormats(sdp_media *audio)
{
    const auto add = [audio](const char *id, const char *name, int clock, uint8_t channels, const char *params) {
        return sdp_format_add(nullptr, audio, false, id, name, uint32_t(clock), channels, nullptr, nullptr, nullptr,
                              false, params);
    };
    int failed = add("0", "PCMU", narrowRate, 1, nullptr) | add("8", "PCMA", narrowRate, 1, nullptr);
    failed |= add("96", "opus", opusClock, 2, "stereo=0;sprop-stereo=0;useinbandfec=1"); // two channels: RFC 7587
    failed |= add("101", "telephone-event", narrowRate, 1, "0-15");
    failed |= add("102", "telephone-event", opusClock, 1, "0-15");
    return failed | sdp_media_set_lattr(audio, true, "ptime", "20");
}

bool isNamed(const sdp_format &format, const char *name, int staticPayloadType) // the static ones need no rtpmap
{
    return format.name ? qstricmp(format.name, name) == 0 : format.pt == staticPayloadType;
}

std::optional<Coding> codingOf(const sdp_format &format)
{
    if (!format.sup || format.pt < 0 || format.pt > 127)
        return std::nullopt;
    if (isNamed(format, "PCMU", 0))
        return Coding::MuLaw;
    if (isNamed(format, "PCMA", 8))
        return Coding::ALaw;
    return isNamed(format, "opus", -1) ? std::optional(Coding::Opus) : std::nullopt;
}

const sdp_format *firstVoice(const list &theirs) // in the order of their preference
{
    for (const le *each = list_head(&theirs); each; each = each->next)
        if (const auto *format = static_cast<const sdp_format *>(each->data); codingOf(*format))
            return format;
    return nullptr;
}

const sdp_format *keysBeside(const list &theirs, Coding voice) // keys are timed by the clock of the voice
{
    const uint32_t clock = voice == Coding::Opus ? opusClock : narrowRate;
    for (const le *each = list_head(&theirs); each; each = each->next) {
        const auto *format = static_cast<const sdp_format *>(each->data);
        if (format->sup && format->srate == clock && isNamed(*format, "telephone-event", -1))
            return format;
    }
    return nullptr;
}

int packetMsFrom(const char *ptime) // the nearest that whole ticks can give
{
    const int tickMs = int(tickLength.count());
    const int wanted = ptime ? QByteArray(ptime).toInt() : tickMs;
    return std::clamp(wanted / tickMs, 1, 3) * tickMs;
}

// For one coding without a clock rate libre refuses the whole description, whatever stream it stands in.
QByteArray withoutClocklessCodings(const QByteArray &description)
{
    QByteArray kept;
    for (qsizetype at = 0; at < description.size();) {
        const qsizetype end = description.indexOf('\n', at);
        const QByteArray line = description.mid(at, end < 0 ? -1 : end - at + 1);
        if (!line.startsWith("a=rtpmap:") || line.contains('/'))
            kept += line;
        at += line.size();
    }
    return kept;
}

} // namespace

Result<SipMedia> SipMedia::make(Secrecy secrecy)
{
    SipMedia media;
    media.m_secrecy = secrecy;
    sa anywhere{};
    sa_set_str(&anywhere, "127.0.0.1", 0); // until say() knows
    sdp_session *session = nullptr;
    if (sdp_session_alloc(&session, &anywhere))
        return unacceptable("no memory for a session description");
    media.m_session.reset(session);
    const bool keyed = secrecy == Secrecy::Keyed;
    if (sdp_media_add(&media.m_audio, session, sdp_media_audio, 0, keyed ? savp : sdp_proto_rtpavp)
        || (keyed && sdp_media_set_alt_protos(media.m_audio, 1, sdp_proto_rtpavp)) || addFormats(media.m_audio))
        return unacceptable("no memory for a session description");
    if (keyed) {
        media.m_ourKey.resize(longestSrtpKey);
        rand_bytes(reinterpret_cast<uint8_t *>(media.m_ourKey.data()), std::size_t(media.m_ourKey.size()));
    }
    return media;
}

Result<> SipMedia::hear(const QByteArray &theirs, bool offer)
{
    if (sdp_decode(m_session.get(), bufferOf(withoutClocklessCodings(theirs)).get(), offer))
        return unacceptable("unreadable session description");
    return {};
}

void SipMedia::hold(bool on) { sdp_media_set_ldir(m_audio, on ? SDP_SENDONLY : SDP_SENDRECV); }

Result<QByteArray> SipMedia::say(const MediaAddress &local, bool offer)
{
    sa address{};
    if (!toSa(local, address))
        return unacceptable("no address of our own");
    sdp_session_set_laddr(m_session.get(), &address);
    sdp_media_set_laddr(m_audio, &address);
    sdp_media_set_lport(m_audio, local.port);
    if (!offer)
        keepOnlyAgreed();
    mbuf *ours = nullptr;
    if (sayCrypto(offer) || sdp_encode(&ours, m_session.get(), offer))
        return unacceptable("the session description cannot be written");
    const Held<mbuf> held(ours);
    return leftIn(*ours);
}

// One coding and its keys: whoever is told of two may change between them at any packet.
void SipMedia::keepOnlyAgreed()
{
    const list &theirs = *sdp_media_format_lst(m_audio, false);
    const sdp_format *voice = firstVoice(theirs);
    if (!voice)
        return;
    const sdp_format *keys = keysBeside(theirs, *codingOf(*voice));
    const auto isAgreed = [&](const sdp_format &ours) {
        return sdp_format_cmp(&ours, voice) || (keys && sdp_format_cmp(&ours, keys));
    };
    for (const le *each = list_head(sdp_media_format_lst(m_audio, true)); each; each = each->next)
        if (auto *ours = static_cast<sdp_format *>(each->data); !isAgreed(*ours))
            ours->sup = false;
}

bool SipMedia::keyed() const { return m_secrecy == Secrecy::Keyed && qstrcmp(sdp_media_proto(m_audio), savp) == 0; }

std::optional<CryptoLine> SipMedia::theirCrypto() const // the first that we speak
{
    std::optional<CryptoLine> found;
    const auto look = [](const char *, const char *value, void *crypto) {
        auto &line = *static_cast<std::optional<CryptoLine> *>(crypto);
        line = cryptoLineFrom(value);
        return line.has_value();
    };
    sdp_media_rattr_apply(m_audio, "crypto", look, &found);
    return found;
}

int SipMedia::sayCrypto(bool offer)
{
    sdp_media_del_lattr(m_audio, "crypto");
    if (!keyed())
        return 0;
    const auto say = [this](int tag, SrtpSuite suite) {
        return sdp_media_set_lattr(m_audio, false, "crypto", "%s",
                                   written({tag, suite, m_ourKey.left(keyBytes(suite))}).constData());
    };
    if (const auto theirs = theirCrypto())
        return say(theirs->tag, theirs->suite);
    return offer ? say(1, SrtpSuite::AesCm128Sha1_80) : EPROTO;
}

Result<MediaPath> SipMedia::path() const
{
    const list &theirs = *sdp_media_format_lst(m_audio, false);
    const sdp_format *voice = firstVoice(theirs);
    const sa *remote = sdp_media_raddr(m_audio);
    if (!voice || !sdp_media_rport(m_audio))
        return unacceptable("no coding in common");
    const char *longest = sdp_media_rattr(m_audio, "maxptime");
    if (longest && QByteArray(longest).toInt() < tickLength.count())
        return unacceptable("packets shorter than ours");
    MediaPath path{.remote = {hostOf(*remote), sa_port(remote)},
                   .coding = *codingOf(*voice),
                   .payloadType = static_cast<quint8>(voice->pt),
                   .flow = agreedFlow(m_audio),
                   .packetMs = packetMsFrom(sdp_media_rattr(m_audio, "ptime"))};
    if (const sdp_format *keys = keysBeside(theirs, path.coding); keys && keys->pt >= 0 && keys->pt <= 127)
        path.keyPayloadType = static_cast<quint8>(keys->pt);
    if (keyed()) {
        const auto crypto = theirCrypto();
        if (!crypto)
            return unacceptable("no keys in common");
        path.keys = SrtpKeys{crypto->suite, m_ourKey.left(keyBytes(crypto->suite)), crypto->key};
    }
    return path;
}

} // namespace nightbell
