#include "line/web_media.h"

#include "line/agreed_flow.h"
#include "line/sip_words.h"
#include "line/web_certificate.h"

#include <re.h>

#include <algorithm>

namespace nightbell {

namespace {

constexpr qsizetype iceUserBytesAtLeast = 4, icePasswordBytesAtLeast = 22, iceWordBytesAtMost = 256;
constexpr qsizetype nameBytesAtMost = 32;
constexpr uint32_t samplesASecond = 48'000;

Problem unacceptable(const char *what)
{
    return {Problem::Kind::Refused, QStringLiteral("web description: %1").arg(QLatin1String(what))};
}

bool addFormats(sdp_media *audio)
{
    const auto add = [audio](const char *id, const char *name, uint8_t channels, const char *params) {
        return sdp_format_add(nullptr, audio, false, id, name, samplesASecond, channels, nullptr, nullptr, nullptr,
                              false, "%s", params);
    };
    return add("111", "opus", 2, "minptime=20;useinbandfec=1;stereo=0;maxaveragebitrate=32000") == 0
        && add("110", "telephone-event", 1, "0-15") == 0 && sdp_media_set_lattr(audio, true, "ptime", "20") == 0;
}

bool isToken(const QByteArray &text, qsizetype most, const char *more) // letters, digits and a few more signs
{
    return !text.isEmpty() && text.size() <= most && std::all_of(text.begin(), text.end(), [&](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || std::strchr(more, c);
    });
}

} // namespace

Result<WebMedia> WebMedia::make()
{
    WebMedia media;
    sa anywhere{};
    sa_set_str(&anywhere, "127.0.0.1", 0); // until say() knows
    sdp_session *session = nullptr;
    if (sdp_session_alloc(&session, &anywhere))
        return unacceptable("no memory");
    media.m_session.reset(session);
    if (sdp_media_add(&media.m_audio, session, sdp_media_audio, 9, "UDP/TLS/RTP/SAVPF") || !addFormats(media.m_audio))
        return unacceptable("no memory");
    return media;
}

const char *WebMedia::theirAttribute(const char *name) const
{
    return sdp_media_session_rattr(m_audio, m_session.get(), name);
}

Result<WebTheirs> WebMedia::hear(const QByteArray &sdp, bool offer)
{
    const Held<mbuf> text(mbuf_alloc(std::size_t(sdp.size())));
    if (!text
        || mbuf_write_mem(text.get(), reinterpret_cast<const uint8_t *>(sdp.constData()), std::size_t(sdp.size())))
        return unacceptable("no memory");
    mbuf_set_pos(text.get(), 0);
    if (sdp_decode(m_session.get(), text.get(), offer))
        return unacceptable("unreadable");
    if (const Result<MediaPath> agreed = path(); !agreed)
        return agreed.problem();
    if (!sdp_media_rattr(m_audio, "rtcp-mux"))
        return unacceptable("no rtcp-mux");

    const QByteArray setup = theirAttribute("setup");
    WebTheirs theirs{.fingerprint = fingerprintFrom(theirAttribute("fingerprint")),
                     .iceUser = theirAttribute(ice_attr_ufrag),
                     .icePassword = theirAttribute(ice_attr_pwd),
                     .iceLite = theirAttribute(ice_attr_lite) != nullptr,
                     .ourRole = setup == "passive" ? DtlsRole::Active : DtlsRole::Passive};
    if (theirs.fingerprint.isEmpty())
        return unacceptable("no SHA-256 fingerprint");
    if (theirs.iceUser.size() < iceUserBytesAtLeast || !isToken(theirs.iceUser, iceWordBytesAtMost, "+/")
        || theirs.icePassword.size() < icePasswordBytesAtLeast
        || !isToken(theirs.icePassword, iceWordBytesAtMost, "+/"))
        return unacceptable("no ICE words");
    // Whoever answers chooses; we choose to wait for the hello.
    if (offer ? setup != "actpass" && setup != "active" : setup != "active" && setup != "passive")
        return unacceptable("no DTLS role for us");

    if (const QByteArray name = sdp_media_rattr(m_audio, "mid"); isToken(name, nameBytesAtMost, "-_."))
        m_name = name;
    m_bundled = sdp_session_rattr(m_session.get(), "group") != nullptr;
    const auto collect = [](const char *, const char *value, void *list) {
        auto *candidates = static_cast<QList<QByteArray> *>(list);
        candidates->append(value);
        return candidates->size() == webCandidatesAtMost; // true: enough
    };
    sdp_media_rattr_apply(m_audio, ice_attr_cand, collect, &theirs.candidates);
    return theirs;
}

Result<QByteArray> WebMedia::say(const WebOurs &ours, bool offer)
{
    sa address{};
    if (!toSa(ours.address, address))
        return unacceptable("no address of our own");
    sdp_session_set_laddr(m_session.get(), &address);
    sdp_media_set_laddr(m_audio, &address);
    sdp_media_set_lport(m_audio, ours.address.port);

    int failed = 0;
    const auto set = [&](const char *name, const QByteArray &value) {
        failed |= sdp_media_set_lattr(m_audio, false, name, value.isNull() ? nullptr : "%s", value.constData());
    };
    if (m_bundled)
        failed |= sdp_session_set_lattr(m_session.get(), true, "group", "BUNDLE %s", m_name.constData());
    set("mid", m_name);
    set("rtcp-mux", {});
    set("setup", offer ? "actpass" : "passive");
    set("fingerprint", fingerprintText(ours.fingerprint));
    set(ice_attr_ufrag, ours.iceUser);
    set(ice_attr_pwd, ours.icePassword);
    for (const QByteArray &candidate : ours.candidates)
        set(ice_attr_cand, candidate);
    set("end-of-candidates", {});
    set("msid", "nightbell sound");
    set("ssrc", QByteArray::number(ours.source) + " cname:nightbell");

    mbuf *text = nullptr;
    if (failed || sdp_encode(&text, m_session.get(), offer))
        return unacceptable("ours cannot be written");
    const Held<mbuf> held(text);
    return QByteArray(reinterpret_cast<const char *>(text->buf), qsizetype(text->end));
}

Result<MediaPath> WebMedia::path() const
{
    const sdp_format *voice = sdp_media_rformat(m_audio, "opus");
    if (!voice || sdp_media_rport(m_audio) == 0)
        return unacceptable("no Opus");
    MediaPath path{.coding = Coding::Opus, .payloadType = static_cast<quint8>(voice->pt), .flow = agreedFlow(m_audio)};
    if (const sdp_format *keys = sdp_media_rformat(m_audio, "telephone-event"))
        path.keyPayloadType = static_cast<quint8>(keys->pt);
    return path;
}

} // namespace nightbell
