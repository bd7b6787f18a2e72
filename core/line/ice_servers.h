// What browsers and our own end need to use a TURN server: a password that is good for some hours, derived from the
// secret that we share with the server (coturn: use-auth-secret), so that no page ever holds the secret itself.
#pragma once

#include "instant.h"
#include "settings/setting_values.h"

namespace nightbell {

inline constexpr std::chrono::hours turnPasswordLasts{12}; // longer than the longest call

struct TurnPassword
{
    QByteArray user; // the second of 1970 when it expires, and a name
    QByteArray password;
};

TurnPassword turnPassword(const QByteArray &secret, Instant now);

// The list as RTCPeerConnection wants it; without a secret the TURN servers are left out.
QByteArray iceServersForPage(const QList<IceServer> &servers, const QByteArray &secret, Instant now);

} // namespace nightbell
