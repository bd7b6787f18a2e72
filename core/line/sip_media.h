// The offer and answer of one call's sound (RFC 3264): G.711 or Opus with telephone-event, in the clear or, where the
// signalling is encrypted, with keys (SDES).
#pragma once

#include "line/held.h"
#include "line/sdes.h"
#include "result.h"

struct sdp_format;
struct sdp_media;
struct sdp_session;

namespace nightbell {

enum class Secrecy { Plain, Keyed }; // Keyed: offers keys, and takes them; what is offered plain stays plain

class SipMedia
{
public:
    static Result<SipMedia> make(Secrecy secrecy = Secrecy::Plain);

    Result<> hear(const QByteArray &theirs, bool offer); // theirs: an SDP body
    Result<QByteArray> say(const MediaAddress &local, bool offer);
    Result<MediaPath> path() const; // after both sides have spoken
    void hold(bool on);             // in what we say from now on

private:
    SipMedia() = default;
    bool keyed() const; // what was heard is RTP/SAVP
    std::optional<CryptoLine> theirCrypto() const;
    int sayCrypto(bool offer);
    void keepOnlyAgreed();

    Held<sdp_session> m_session;
    sdp_media *m_audio = nullptr; // owned by m_session
    Secrecy m_secrecy = Secrecy::Plain;
    bool m_muxes = false; // we have said that RTCP comes with the sound
    QByteArray m_ourKey;  // longestSrtpKey bytes; a suite takes what it needs
};

} // namespace nightbell
