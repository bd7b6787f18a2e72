// Where the sound of one leg goes and how it is coded, as the line negotiated it.
#pragma once

#include "audio/frame.h"
#include "audio/g711.h"

#include <QByteArray>
#include <QHostAddress>

#include <memory>
#include <optional>
#include <variant>

namespace nightbell {

struct MediaAddress
{
    QHostAddress host;
    quint16 port = 0;
    bool operator==(const MediaAddress &) const = default;
};

class PacketPost;

enum class MediaKind { Socket, Post }; // which of the two places below a leg needs

// Where a leg's packets come in and go out on our side: a socket of the sound thread's, or the line's own.
using MediaPlace = std::variant<MediaAddress, std::shared_ptr<PacketPost>>;

enum class Flow {
    BothWays,
    ToThem,
    FromThem,
    Nowhere
}; // what the two ends agreed on; hold is everything but the first

enum class SrtpSuite { AesCm128Sha1_80, AesCm128Sha1_32, AesGcm128, AesGcm256 };

struct SrtpKeys // SDES (RFC 4568): master key with salt
{
    SrtpSuite suite = SrtpSuite::AesCm128Sha1_80;
    QByteArray ours;
    QByteArray theirs;
    bool operator==(const SrtpKeys &) const = default;
};

constexpr int soundRateFor(Coding coding) { return coding == Coding::Opus ? wideRate : narrowRate; }

struct MediaPath
{
    MediaAddress remote; // of no meaning for a PacketPost
    Coding coding = Coding::MuLaw;
    quint8 payloadType = 0;
    std::optional<quint8> keyPayloadType; // telephone-event, when the caller offered it
    Flow flow = Flow::BothWays;
    std::optional<SrtpKeys> keys;
    bool followsPort = false;  // the first packet from remote.host may name another port (a caller behind NAT)
    int packetMs = 20;         // how much sound the other end wants in one packet: 10, 20, 30, 40 or 60
    quint16 reportsPort = 0;   // where on remote.host RTCP goes; 0: one above the sound's
    bool reportsMuxed = false; // RTCP comes and goes with the sound (RFC 5761)
    bool operator==(const MediaPath &) const = default;
};

} // namespace nightbell
