#include "line/call_sound.h"

namespace nightbell {

namespace {

Problem elsewhere()
{
    return {Problem::Kind::Refused, QStringLiteral("sound for an address that is not the caller's")};
}

} // namespace

Result<> CallSound::begin(Secrecy secrecy)
{
    Result<SipMedia> media = SipMedia::make(secrecy);
    if (!media)
        return media.problem();
    m_media = std::move(media).value();
    return {};
}

Result<> CallSound::hear(const QByteArray &theirs, bool offer)
{
    const Result<> heard = m_media->hear(theirs, offer);
    const Result<MediaPath> path = heard ? agreed() : heard.problem();
    if (path) {
        m_lastGood = theirs;
        m_lastGoodIsOffer = offer;
        m_before = path.value();
        return {};
    }
    if (!m_lastGood.isEmpty())
        (void)m_media->hear(m_lastGood, m_lastGoodIsOffer); // back to what was agreed
    return path.problem();
}

Result<MediaPath> CallSound::path() const
{
    if (!m_before)
        return Problem{Problem::Kind::Refused, QStringLiteral("nothing was agreed on")};
    return agreed();
}

// A session description is only a claim, and whoever could name a stranger's address in it would turn the clinic's
// phone against him. Behind NAT it names an address that nobody else can reach: then the sound goes to where the
// signalling came from, and only there the first packet may choose the port.
Result<MediaPath> CallSound::agreed() const
{
    Result<MediaPath> path = m_media->path();
    if (!path)
        return path;
    const QHostAddress host = path.value().remote.host;
    if (m_before && host == QHostAddress(QHostAddress::AnyIPv4)) { // hold as RFC 2543 had it
        path.value().remote = m_before->remote;
        path.value().followsPort = m_before->followsPort;
        path.value().flow = Flow::Nowhere;
        return path;
    }
    const bool trusted = m_trusted.contains(host);
    const bool theirOwn = host == m_source.host || (m_source.isBehindNat() && !trusted && host == m_source.claimed);
    if (host.isNull() || host.isMulticast() || host.isBroadcast() || (!theirOwn && !trusted))
        return elsewhere();
    if (theirOwn)
        path.value().remote.host = m_source.host;
    path.value().followsPort = theirOwn && m_source.isBehindNat();
    return path;
}

} // namespace nightbell
