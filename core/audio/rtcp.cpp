#include "audio/rtcp.h"

#include "audio/rtp_words.h"

#include <QtGlobal>

#include <algorithm>

namespace nightbell {

namespace {

constexpr int rtpVersion = 2;
enum PacketType : std::uint8_t { senderReport = 200, receiverReport = 201, description = 202, goodbye = 203 };

constexpr std::size_t headerBytes = 8;  // with the sender's source
constexpr std::size_t senderBytes = 20; // of a sender report, behind the header
constexpr std::size_t receptionBytes = 24;
constexpr std::uint8_t canonicalNameItem = 1;

SenderReport senderAt(std::span<const std::uint8_t> packet)
{
    return {.source = longWordAt(packet, 4),
            .ntpTime = std::uint64_t{longWordAt(packet, 8)} << 32 | longWordAt(packet, 12),
            .timestamp = longWordAt(packet, 16),
            .packets = longWordAt(packet, 20),
            .bytes = longWordAt(packet, 24)};
}

ReceptionReport receptionAt(std::span<const std::uint8_t> block)
{
    const auto lost24 = std::int32_t(longWordAt(block, 4) << 8); // the sign in front, eight bits of nothing behind
    return {.source = longWordAt(block, 0),
            .lostShare = block[4],
            .lost = lost24 / 256,
            .highestSequence = longWordAt(block, 8),
            .jitter = longWordAt(block, 12),
            .lastSenderReport = longWordAt(block, 16),
            .sinceThen = longWordAt(block, 20)};
}

void readReport(std::span<const std::uint8_t> packet, std::uint32_t ourSource, RtcpNews &news)
{
    std::size_t at = headerBytes;
    if (packet[1] == senderReport) {
        if (packet.size() < headerBytes + senderBytes)
            return;
        news.sent = senderAt(packet);
        at += senderBytes;
    }
    for (int reports = packet[0] & 0x1f; reports > 0 && at + receptionBytes <= packet.size(); --reports) {
        const ReceptionReport report = receptionAt(packet.subspan(at, receptionBytes));
        if (report.source == ourSource)
            news.heard = report;
        at += receptionBytes;
    }
}

class Writing
{
public:
    explicit Writing(std::span<std::uint8_t, rtcpBytesAtMost> bytes) : m_bytes(bytes) { }
    std::size_t size() const { return m_at; }

    void begin(PacketType type, int count, std::uint32_t source)
    {
        m_packet = m_at;
        m_bytes[m_at] = std::uint8_t(rtpVersion << 6 | count);
        m_bytes[m_at + 1] = type;
        m_at += 4;
        put(source);
    }

    void put(std::uint32_t value)
    {
        putLongWord(m_bytes, m_at, value);
        m_at += 4;
    }

    void put(std::uint8_t value) { m_bytes[m_at++] = value; }

    void end()
    {
        while (m_at % 4 != 0)
            put(std::uint8_t{0});
        putWord(m_bytes, m_packet + 2, std::uint16_t((m_at - m_packet) / 4 - 1));
    }

private:
    std::span<std::uint8_t> m_bytes;
    std::size_t m_packet = 0; // where the present packet began
    std::size_t m_at = 0;
};

void writeReception(Writing &writing, const ReceptionReport &heard)
{
    const std::int32_t lost = std::clamp(heard.lost, -0x80'0000, 0x7f'ffff);
    writing.put(heard.source);
    writing.put(std::uint32_t{heard.lostShare} << 24 | (std::uint32_t(lost) & 0xff'ffff));
    writing.put(heard.highestSequence);
    writing.put(heard.jitter);
    writing.put(heard.lastSenderReport);
    writing.put(heard.sinceThen);
}

} // namespace

std::optional<RtcpNews> parseRtcp(std::span<const std::uint8_t> bytes, std::uint32_t ourSource)
{
    if (bytes.size() < headerBytes || (bytes[1] != senderReport && bytes[1] != receiverReport))
        return std::nullopt; // a compound begins with a report
    RtcpNews news;
    while (!bytes.empty()) {
        if (bytes.size() < 4 || bytes[0] >> 6 != rtpVersion)
            return std::nullopt;
        const std::size_t size = 4 * (std::size_t{wordAt(bytes, 2)} + 1);
        if (size > bytes.size())
            return std::nullopt;
        const auto packet = bytes.first(size);
        if (packet[1] == goodbye)
            news.bye = true;
        else if ((packet[1] == senderReport || packet[1] == receiverReport) && size >= headerBytes)
            readReport(packet, ourSource, news);
        bytes = bytes.subspan(size);
    }
    return news;
}

std::size_t writeRtcp(const RtcpTelling &telling, std::span<std::uint8_t, rtcpBytesAtMost> bytes)
{
    Writing writing(bytes);
    writing.begin(telling.sent ? senderReport : receiverReport, telling.heard ? 1 : 0, telling.source);
    if (telling.sent) {
        writing.put(std::uint32_t(telling.sent->ntpTime >> 32));
        writing.put(std::uint32_t(telling.sent->ntpTime));
        writing.put(telling.sent->timestamp);
        writing.put(telling.sent->packets);
        writing.put(telling.sent->bytes);
    }
    if (telling.heard)
        writeReception(writing, *telling.heard);
    writing.end();

    const std::string_view name = telling.canonicalName.substr(0, canonicalNameBytesAtMost);
    writing.begin(description, 1, telling.source);
    writing.put(canonicalNameItem);
    writing.put(std::uint8_t(name.size()));
    for (const char letter : name)
        writing.put(std::uint8_t(letter));
    writing.put(std::uint8_t{0}); // no further item
    writing.end();

    if (telling.bye) {
        writing.begin(goodbye, 1, telling.source);
        writing.end();
    }
    return writing.size();
}

std::uint8_t lostShareBetween(const ReceptionCounts &before, const ReceptionCounts &now)
{
    if (now.expected <= before.expected || now.lost <= before.lost)
        return 0;
    return std::uint8_t(
        std::min<std::uint64_t>(255, (now.lost - before.lost) * 256 / (now.expected - before.expected)));
}

std::optional<double> roundTripMs(const ReceptionReport &heard, std::uint64_t ntpNow)
{
    if (heard.lastSenderReport == 0)
        return std::nullopt;
    const auto units = std::int32_t(std::uint32_t(ntpNow >> 16) - heard.lastSenderReport - heard.sinceThen);
    if (units < 0) // clocks that do not agree
        return std::nullopt;
    return units * 1'000.0 / 65'536;
}

} // namespace nightbell
