// The signalling of a WebRTC leg: JSON texts that somebody else carries (a WebSocket, an HTTP request). Nothing here
// knows a socket. {"type":"offer"|"answer","sdp":"…"} and {"type":"bye","reason":"…"}; other members are refused.
#pragma once

#include "result.h"

#include <QByteArray>

namespace nightbell {

inline constexpr qsizetype webSignalBytesAtMost = 64 * 1024;

enum class WebBye { Ended, UnknownNumber, Busy, Unavailable };

struct WebSignal
{
    enum class Kind { Offer, Answer, Bye };
    Kind kind = Kind::Bye;
    QByteArray sdp;                // of an offer or answer
    WebBye reason = WebBye::Ended; // of a bye
    bool operator==(const WebSignal &) const = default;
};

Result<WebSignal> webSignalFrom(const QByteArray &text);
QByteArray toText(const WebSignal &signal);

} // namespace nightbell
