// What the two ends of a call say about its sound, and whether it may be sent where the other end wants it.
#pragma once

#include "line/caller_source.h"
#include "line/sip_media.h"
#include "line/trusted_sources.h"

namespace nightbell {

class CallSound
{
public:
    CallSound(const TrustedSources &trusted, CallerSource source) : m_trusted(trusted), m_source(std::move(source)) { }

    Result<> begin(Secrecy secrecy);
    void place(const MediaAddress &local) { m_local = local; }
    void comeFrom(const QHostAddress &source) { m_source = {.host = source}; } // of the signalling, once it is known
    const QHostAddress &source() const { return m_source.host; }
    void hold(bool on) { m_media->hold(on); }

    Result<> hear(const QByteArray &theirs, bool offer); // what cannot be taken changes nothing
    Result<QByteArray> say(bool offer) { return m_media->say(m_local, offer); }
    Result<MediaPath> path() const;

private:
    Result<MediaPath> agreed() const;

    const TrustedSources &m_trusted;
    CallerSource m_source; // of the signalling
    MediaAddress m_local;
    std::optional<SipMedia> m_media;
    QByteArray m_lastGood; // their description
    bool m_lastGoodIsOffer = false;
    std::optional<MediaPath> m_before;
};

} // namespace nightbell
