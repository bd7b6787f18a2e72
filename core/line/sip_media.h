// The offer and answer of one call's sound (RFC 3264): PCMU or PCMA with telephone-event.
#pragma once

#include "audio/media_path.h"
#include "line/held.h"
#include "result.h"

struct mbuf;
struct sdp_media;
struct sdp_session;

namespace nightbell {

class SipMedia
{
public:
    static Result<SipMedia> make();

    Result<> hear(mbuf *theirs, bool offer); // theirs: an SDP body
    Result<Held<mbuf>> say(const MediaAddress &local, bool offer);
    Result<MediaPath> path() const; // after both sides have spoken

private:
    SipMedia() = default;

    Held<sdp_session> m_session;
    sdp_media *m_audio = nullptr; // owned by m_session
};

} // namespace nightbell
