#include "audio/srtp_pair.h"

#include "audio/rtp.h"
#include "audio/rtp_words.h"

#include <algorithm>

namespace nightbell {

namespace {

constexpr std::size_t reportHeaderBytes = 8, reportIndexBytes = 4;
constexpr std::uint32_t encryptedBit = 0x8000'0000;
constexpr std::uint64_t packetsRemembered = 64;

std::size_t headerBytesOf(std::span<const std::uint8_t> packet) // 0: no RTP
{
    if (packet.size() < rtpHeaderBytes || packet[0] >> 6 != 2)
        return 0;
    std::size_t bytes = rtpHeaderBytes + std::size_t{4} * (packet[0] & 0x0f);
    if (packet[0] & 0x10) {
        if (bytes + 4 > packet.size())
            return 0;
        bytes += 4 + std::size_t{4} * wordAt(packet, bytes + 2);
    }
    return bytes <= packet.size() ? bytes : 0;
}

std::uint64_t nearest(std::uint64_t to, std::uint16_t sequence) // may wrap below 0
{
    return to + std::uint64_t(std::int64_t{std::int16_t(sequence - std::uint16_t(to))});
}

std::array<std::uint8_t, 4> longWord(std::uint32_t value)
{
    std::array<std::uint8_t, 4> bytes;
    putLongWord(bytes, 0, value);
    return bytes;
}

} // namespace

std::optional<std::uint64_t> SrtpPair::Window::indexOf(std::uint16_t sequence) const
{
    const std::uint64_t index = nearest(highest, sequence);
    return index >> 48 ? std::nullopt : std::optional(index); // before the first, or behind the last
}

bool SrtpPair::Window::isNew(std::uint64_t index) const
{
    if (index > highest)
        return true;
    const std::uint64_t behind = highest - index;
    return behind < packetsRemembered && !(seen >> behind & 1);
}

void SrtpPair::Window::note(std::uint64_t index)
{
    if (index > highest) {
        const std::uint64_t ahead = index - highest;
        seen = ahead < packetsRemembered ? seen << ahead : 0;
        highest = index;
    }
    seen |= std::uint64_t{1} << (highest - index);
}

SrtpPair::Sender::Sender(SrtpSuite its, const QByteArray &master)
    : suite(its)
    , key(master)
    , sound(its, master, SrtpSeal::Of::Sound)
    , reports(its, master, SrtpSeal::Of::Reports)
{ }

SrtpPair::Receiver::Receiver(SrtpSuite its, const QByteArray &master)
    : suite(its)
    , key(master)
    , sound(its, master, SrtpSeal::Of::Sound)
    , reports(its, master, SrtpSeal::Of::Reports)
{ }

SrtpPair::SrtpPair(const SrtpKeys &keys)
    : m_sender(std::make_unique<Sender>(keys.suite, keys.ours))
    , m_receiver(std::make_unique<Receiver>(keys.suite, keys.theirs))
{ }

Result<std::unique_ptr<SrtpPair>> SrtpPair::make(const SrtpKeys &keys)
{
    std::unique_ptr<SrtpPair> pair(new SrtpPair(keys));
    for (const SrtpSeal *each :
         {&pair->m_sender->sound, &pair->m_sender->reports, &pair->m_receiver->sound, &pair->m_receiver->reports})
        if (!each->ready())
            return Problem{Problem::Kind::Invalid, QStringLiteral("an SRTP key of the wrong length")};
    return pair;
}

void SrtpPair::goOnFrom(SrtpPair &before)
{
    if (m_sender->suite == before.m_sender->suite && m_sender->key == before.m_sender->key)
        std::swap(m_sender, before.m_sender);
    if (m_receiver->suite == before.m_receiver->suite && m_receiver->key == before.m_receiver->key)
        std::swap(m_receiver, before.m_receiver);
}

SrtpPair::Stream *SrtpPair::find(Streams &streams, std::uint32_t source)
{
    const auto found = std::ranges::find(streams, std::optional(source), &Stream::source);
    return found == streams.end() ? nullptr : &*found;
}

void SrtpPair::note(Streams &streams, std::uint32_t source, std::uint64_t index)
{
    Stream *known = find(streams, source);
    if (!known) { // the one that was silent for longest gives way
        std::rotate(streams.begin(), streams.end() - 1, streams.end());
        known = &streams.front();
        *known = {.source = source, .window = {.highest = index}};
    }
    known->window.note(index);
}

std::size_t SrtpPair::protect(std::span<std::uint8_t> room, std::size_t bytes)
{
    const auto packet = room.first(bytes);
    const std::size_t header = headerBytesOf(packet), tag = m_sender->sound.tagBytes();
    if (header == 0 || room.size() < bytes + tag)
        return 0;
    const std::uint16_t sequence = wordAt(packet, 2);
    const std::uint64_t index = m_sender->sent ? nearest(*m_sender->sent, sequence) : sequence;
    if ((m_sender->sent && index <= *m_sender->sent) || index >> 48)
        return 0; // a place is used once, or both texts can be read
    m_sender->sent = index;
    const SrtpSeal::Place place{longWordAt(packet, 8), index};
    const auto tagged = room.subspan(bytes, tag);
    if (m_sender->sound.isGcm())
        return m_sender->sound.seal(place, packet.first(header), {}, packet.subspan(header), tagged) ? bytes + tag : 0;
    if (!m_sender->sound.turn(place, packet.subspan(header)))
        return 0;
    m_sender->sound.tag(packet, longWord(std::uint32_t(index >> 16)), tagged);
    return bytes + tag;
}

std::span<std::uint8_t> SrtpPair::unprotect(std::span<std::uint8_t> sealed)
{
    const std::size_t tag = m_receiver->sound.tagBytes();
    if (sealed.size() < rtpHeaderBytes + tag)
        return {};
    const auto packet = sealed.first(sealed.size() - tag);
    const std::size_t header = headerBytesOf(packet);
    if (header == 0)
        return {};
    const std::uint32_t source = longWordAt(packet, 8);
    const Stream *stream = find(m_receiver->heard, source);
    const auto index =
        stream ? stream->window.indexOf(wordAt(packet, 2)) : std::optional<std::uint64_t>(wordAt(packet, 2));
    if (!index || (stream && !stream->window.isNew(*index)))
        return {};
    const SrtpSeal::Place place{source, *index};
    const auto tagged = sealed.last(tag);
    const bool theirs = m_receiver->sound.isGcm()
        ? m_receiver->sound.unseal(place, packet.first(header), {}, packet.subspan(header), tagged)
        : m_receiver->sound.tagFits(packet, longWord(std::uint32_t(*index >> 16)), tagged)
            && m_receiver->sound.turn(place, packet.subspan(header));
    if (!theirs)
        return {};
    note(m_receiver->heard, source, *index);
    return packet;
}

//   counter mode:  header, sealed, E and index, tag        GCM:  header, sealed, tag, E and index
std::size_t SrtpPair::protectReport(std::span<std::uint8_t> room, std::size_t bytes)
{
    const std::size_t tag = m_sender->reports.tagBytes(), whole = bytes + tag + reportIndexBytes;
    if (bytes < reportHeaderBytes || room.size() < whole || m_sender->reportsSent + 1 == encryptedBit)
        return 0;
    const auto packet = room.first(bytes);
    const SrtpSeal::Place place{longWordAt(packet, 4), ++m_sender->reportsSent};
    const auto index = longWord(encryptedBit | m_sender->reportsSent);
    const auto text = packet.subspan(reportHeaderBytes);
    if (m_sender->reports.isGcm()) {
        std::ranges::copy(index, room.begin() + std::ptrdiff_t(bytes + tag));
        const auto open = packet.first(reportHeaderBytes);
        return m_sender->reports.seal(place, open, index, text, room.subspan(bytes, tag)) ? whole : 0;
    }
    if (!m_sender->reports.turn(place, text))
        return 0;
    std::ranges::copy(index, room.begin() + std::ptrdiff_t(bytes));
    m_sender->reports.tag(packet, index, room.subspan(bytes + reportIndexBytes, tag));
    return whole;
}

std::span<std::uint8_t> SrtpPair::unprotectReport(std::span<std::uint8_t> sealed)
{
    const std::size_t tag = m_receiver->reports.tagBytes(), trailer = tag + reportIndexBytes;
    if (sealed.size() < reportHeaderBytes + trailer)
        return {};
    const bool gcm = m_receiver->reports.isGcm();
    const auto packet = sealed.first(sealed.size() - trailer);
    const auto index = sealed.subspan(packet.size() + (gcm ? tag : 0), reportIndexBytes);
    const auto tagged = sealed.subspan(packet.size() + (gcm ? 0 : reportIndexBytes), tag);
    const std::uint32_t word = longWordAt(index, 0), source = longWordAt(packet, 4);
    const SrtpSeal::Place place{source, word & ~encryptedBit};
    const Stream *stream = find(m_receiver->reportsHeard, source);
    if (!(word & encryptedBit) || (stream && !stream->window.isNew(place.index)))
        return {}; // one that is only signed shows to all how the line is
    const auto text = packet.subspan(reportHeaderBytes);
    const bool theirs = gcm
        ? m_receiver->reports.unseal(place, packet.first(reportHeaderBytes), index, text, tagged)
        : m_receiver->reports.tagFits(packet, index, tagged) && m_receiver->reports.turn(place, text);
    if (!theirs)
        return {};
    note(m_receiver->reportsHeard, source, place.index);
    return packet;
}

} // namespace nightbell
