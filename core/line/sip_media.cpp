#include "line/sip_media.h"

#include "audio/sound.h"
#include "line/sip_words.h"

#include <re.h>

namespace nightbell {

namespace {

Problem unacceptable(const char *what) { return {Problem::Kind::Refused, QString::fromLatin1(what)}; }

int addFormats(sdp_media *audio)
{
    const auto add = [audio](const char *id, const char *name, const char *params) {
        return sdp_format_add(nullptr, audio, false, id, name, narrowRate, 1, nullptr, nullptr, nullptr, false,
                              params);
    };
    const int failed = add("0", "PCMU", nullptr) | add("8", "PCMA", nullptr);
    return failed | add("101", "telephone-event", "0-15") | sdp_media_set_lattr(audio, true, "ptime", "20");
}

bool isNamed(const sdp_format &format, const char *name, int staticPayloadType) // the static ones need no rtpmap
{
    return format.name ? qstricmp(format.name, name) == 0 : format.pt == staticPayloadType;
}

const sdp_format *firstVoice(const list &theirs) // in the order of their preference
{
    for (const le *each = list_head(&theirs); each; each = each->next) {
        const auto *format = static_cast<const sdp_format *>(each->data);
        if (format->sup && (isNamed(*format, "PCMU", 0) || isNamed(*format, "PCMA", 8)))
            return format;
    }
    return nullptr;
}

} // namespace

Result<SipMedia> SipMedia::make()
{
    SipMedia media;
    sa anywhere{};
    sa_set_str(&anywhere, "127.0.0.1", 0); // until say() knows
    sdp_session *session = nullptr;
    if (sdp_session_alloc(&session, &anywhere))
        return unacceptable("no memory for a session description");
    media.m_session.reset(session);
    if (sdp_media_add(&media.m_audio, session, sdp_media_audio, 0, sdp_proto_rtpavp) || addFormats(media.m_audio))
        return unacceptable("no memory for a session description");
    return media;
}

Result<> SipMedia::hear(mbuf *theirs, bool offer)
{
    if (sdp_decode(m_session.get(), theirs, offer))
        return unacceptable("unreadable session description");
    return {};
}

Result<Held<mbuf>> SipMedia::say(const MediaAddress &local, bool offer)
{
    sa address{};
    if (!toSa(local, address))
        return unacceptable("no address of our own");
    sdp_session_set_laddr(m_session.get(), &address);
    sdp_media_set_laddr(m_audio, &address);
    sdp_media_set_lport(m_audio, local.port);
    mbuf *ours = nullptr;
    if (sdp_encode(&ours, m_session.get(), offer))
        return unacceptable("the session description cannot be written");
    return Held<mbuf>(ours);
}

Result<MediaPath> SipMedia::path() const
{
    const sdp_format *voice = firstVoice(*sdp_media_format_lst(m_audio, false));
    const sa *remote = sdp_media_raddr(m_audio);
    if (!voice || !sdp_media_rport(m_audio))
        return unacceptable("no coding in common");
    MediaPath path{.remote = {hostOf(*remote), sa_port(remote)},
                   .coding = isNamed(*voice, "PCMA", 8) ? Coding::ALaw : Coding::MuLaw,
                   .payloadType = static_cast<quint8>(voice->pt)};
    if (const sdp_format *keys = sdp_media_rformat(m_audio, "telephone-event"))
        path.keyPayloadType = static_cast<quint8>(keys->pt);
    return path;
}

} // namespace nightbell
