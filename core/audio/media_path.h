// Where the sound of one call goes and how it is coded, as the line negotiated it.
#pragma once

#include "audio/g711.h"

#include <QHostAddress>

#include <optional>

namespace nightbell {

struct MediaAddress
{
    QHostAddress host;
    quint16 port = 0;
    bool operator==(const MediaAddress &) const = default;
};

struct MediaPath
{
    MediaAddress remote;
    Coding coding = Coding::MuLaw;
    quint8 payloadType = 0;
    std::optional<quint8> keyPayloadType; // telephone-event, when the caller offered it
    bool followsPort = false; // the first packet from remote.host may name another port (a caller behind NAT)
    bool operator==(const MediaPath &) const = default;
};

} // namespace nightbell
