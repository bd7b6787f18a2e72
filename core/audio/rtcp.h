// RTCP (RFC 3550): what each end of a stream tells the other of it. What comes in is from outside: every length is
// checked; parts that are not understood are passed over.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace nightbell {

inline constexpr std::size_t rtcpBytesAtMost = 128; // of what is written here
inline constexpr std::size_t canonicalNameBytesAtMost = 48;

struct SenderReport
{
    std::uint32_t source = 0;
    std::uint64_t ntpTime = 0;   // seconds since 1900, 32 bits of them a fraction
    std::uint32_t timestamp = 0; // the same instant on the stream's clock
    std::uint32_t packets = 0;
    std::uint32_t bytes = 0; // of payload
};

struct ReceptionReport
{
    std::uint32_t source = 0;           // whose stream it tells of
    std::uint8_t lostShare = 0;         // since the report before, of 256
    std::int32_t lost = 0;              // in all; negative where duplicates outnumber it
    std::uint32_t highestSequence = 0;  // with its cycles
    std::uint32_t jitter = 0;           // in timestamp units
    std::uint32_t lastSenderReport = 0; // the middle 32 bits of its NTP time, 0: none came
    std::uint32_t sinceThen = 0;        // 1/65,536 s
};

struct RtcpNews
{
    std::optional<SenderReport> sent;     // the far end's own stream
    std::optional<ReceptionReport> heard; // how it receives ours
    bool bye = false;
};

// A compound packet; ourSource picks the report on our stream out of several.
std::optional<RtcpNews> parseRtcp(std::span<const std::uint8_t> bytes, std::uint32_t ourSource);

struct RtcpTelling
{
    std::uint32_t source = 0;             // ours
    std::string_view canonicalName;       // random, of ASCII letters: it says nothing of the clinic
    std::optional<SenderReport> sent;     // while packets are sent
    std::optional<ReceptionReport> heard; // once packets came
    bool bye = false;
};

std::size_t writeRtcp(const RtcpTelling &telling, std::span<std::uint8_t, rtcpBytesAtMost> bytes);

// What was counted of a stream, at two reports; what lies between them is the share that was lost.
struct ReceptionCounts
{
    std::uint64_t expected = 0;
    std::uint64_t lost = 0;
};
std::uint8_t lostShareBetween(const ReceptionCounts &before, const ReceptionCounts &now);

// The way there and back in milliseconds, from a report on our stream that arrived at this (NTP) time.
std::optional<double> roundTripMs(const ReceptionReport &heard, std::uint64_t ntpNow);

} // namespace nightbell
