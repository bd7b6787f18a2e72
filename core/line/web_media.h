// The offer and answer of one WebRTC leg's sound (RFC 8829): Opus with telephone-event on one BUNDLE'd, multiplexed
// transport. Strict about what keeps the call private: a SHA-256 fingerprint, ICE words, and rtcp-mux must be there.
#pragma once

#include "audio/media_path.h"
#include "line/held.h"
#include "result.h"

#include <QList>

struct sdp_media;
struct sdp_session;

namespace nightbell {

inline constexpr qsizetype webCandidatesAtMost = 24; // each is an address that we send some STUN requests to

enum class DtlsRole { Passive, Active }; // who waits for the other's hello

struct WebOurs // what our description says
{
    MediaAddress address; // of the candidate that is tried by whoever knows no ICE
    QByteArray fingerprint;
    QByteArray iceUser;
    QByteArray icePassword;
    QList<QByteArray> candidates;
    quint32 source = 0; // SSRC
};

struct WebTheirs
{
    QByteArray fingerprint;
    QByteArray iceUser;
    QByteArray icePassword;
    QList<QByteArray> candidates; // may be none: then only they can find us
    bool iceLite = false;
    DtlsRole ourRole = DtlsRole::Passive;
};

class WebMedia
{
public:
    static Result<WebMedia> make();

    Result<WebTheirs> hear(const QByteArray &sdp, bool offer);
    Result<QByteArray> say(const WebOurs &ours, bool offer);
    Result<MediaPath> path() const; // after hear()

private:
    WebMedia() = default;
    const char *theirAttribute(const char *name) const;

    Held<sdp_session> m_session;
    sdp_media *m_audio = nullptr; // owned by m_session
    QByteArray m_name = "0";      // mid
    bool m_bundled = true;
};

} // namespace nightbell
