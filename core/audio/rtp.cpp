#include "audio/rtp.h"

#include "audio/rtp_words.h"

#include <string_view>

namespace nightbell {

namespace {

constexpr int rtpVersion = 2;

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
        from += 4 + std::size_t{4} * wordAt(bytes, from + 2);
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
                                .sequence = wordAt(bytes, 2),
                                .timestamp = longWordAt(bytes, 4),
                                .source = longWordAt(bytes, 8)},
                     .payload = bytes.subspan(from, to - from)};
}

std::optional<KeyEvent> parseKeyEvent(std::span<const std::uint8_t> payload)
{
    if (payload.size() < 4)
        return std::nullopt;
    return KeyEvent{.code = payload[0], .end = (payload[1] & 0x80) != 0, .duration = wordAt(payload, 2)};
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
    putWord(bytes, 2, header.sequence);
    putLongWord(bytes, 4, header.timestamp);
    putLongWord(bytes, 8, header.source);
}

} // namespace nightbell
