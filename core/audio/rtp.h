// RTP packets (RFC 3550) and the keypad presses inside them (RFC 4733), as bytes. What comes in is from outside: every
// length is checked, nothing is kept beyond the given bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace nightbell {

inline constexpr std::size_t rtpHeaderBytes = 12;

struct RtpHeader
{
    bool marker = false;
    std::uint8_t payloadType = 0;
    std::uint16_t sequence = 0;
    std::uint32_t timestamp = 0;
    std::uint32_t source = 0; // SSRC
};

struct RtpPacket
{
    RtpHeader header;
    std::span<const std::uint8_t> payload; // without header extension and padding
};

struct KeyEvent
{
    std::uint8_t code = 0; // 0 to 15 are keys
    bool end = false;
    std::uint16_t duration = 0; // in timestamp units
};

std::optional<RtpPacket> parseRtp(std::span<const std::uint8_t> bytes);
std::optional<KeyEvent> parseKeyEvent(std::span<const std::uint8_t> payload);
std::optional<char> keyOf(const KeyEvent &event); // 0-9 * # A-D

void writeRtpHeader(const RtpHeader &header, std::span<std::uint8_t, rtpHeaderBytes> bytes);

} // namespace nightbell
