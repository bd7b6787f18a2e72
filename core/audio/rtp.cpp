#include "audio/rtp.h"

#include <string_view>

namespace nightbell {

namespace {

constexpr int rtpVersion = 2;

std::uint16_t word(std::span<const std::uint8_t> bytes, std::size_t at)
{
    return static_cast<std::uint16_t>(bytes[at] << 8 | bytes[at + 1]);
}

std::uint32_t longWord(std::span<const std::uint8_t> bytes, std::size_t at)
{
    return std::uint32_t{word(bytes, at)} << 16 | word(bytes, at + 2);
}

void put(std::span<std::uint8_t> bytes, std::size_t at, std::uint16_t value)
{
    bytes[at] = static_cast<std::uint8_t>(value >> 8);
    bytes[at + 1] = static_cast<std::uint8_t>(value);
}

} // namespace

std::optional<RtpPacket> parseRtp(std::span<const std::uint8_t> bytes)
{
    if (bytes.size() < rtpHeaderBytes || bytes[0] >> 6 != rtpVersion)
        return std::nullopt;
    const bool padded = bytes[0] & 0x20;
    const bool extended = bytes[0] & 0x10;
    std::size_t from = rtpHeaderBytes + 4 * (bytes[0] & 0x0f); // contributing sources
    std::size_t to = bytes.size();
    if (extended) {
        if (from + 4 > to)
            return std::nullopt;
        from += 4 + std::size_t{4} * word(bytes, from + 2);
    }
    if (from > to)
        return std::nullopt;
    if (padded) {
        const std::size_t padding = bytes[to - 1];
        if (padding == 0 || padding > to - from)
            return std::nullopt;
        to -= padding;
    }
    return RtpPacket{.header = {.marker = (bytes[1] & 0x80) != 0,
                                .payloadType = static_cast<std::uint8_t>(bytes[1] & 0x7f),
                                .sequence = word(bytes, 2),
                                .timestamp = longWord(bytes, 4),
                                .source = longWord(bytes, 8)},
                     .payload = bytes.subspan(from, to - from)};
}

std::optional<KeyEvent> parseKeyEvent(std::span<const std::uint8_t> payload)
{
    if (payload.size() < 4)
        return std::nullopt;
    return KeyEvent{.code = payload[0], .end = (payload[1] & 0x80) != 0, .duration = word(payload, 2)};
}

std::optional<char> keyOf(const KeyEvent &event)
{
    constexpr std::string_view keys = "0123456789*#ABCD";
    if (event.code >= keys.size())
        return std::nullopt;
    return keys[event.code];
}

void writeRtpHeader(const RtpHeader &header, std::span<std::uint8_t, rtpHeaderBytes> bytes)
{
    bytes[0] = rtpVersion << 6;
    bytes[1] = static_cast<std::uint8_t>((header.marker ? 0x80 : 0) | header.payloadType);
    put(bytes, 2, header.sequence);
    put(bytes, 4, static_cast<std::uint16_t>(header.timestamp >> 16));
    put(bytes, 6, static_cast<std::uint16_t>(header.timestamp));
    put(bytes, 8, static_cast<std::uint16_t>(header.source >> 16));
    put(bytes, 10, static_cast<std::uint16_t>(header.source));
}

} // namespace nightbell
