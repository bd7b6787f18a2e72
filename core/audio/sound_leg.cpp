#include "audio/sound_leg.h"

#include <algorithm>

namespace nightbell {

SoundLeg::~SoundLeg()
{
    while (m_queue.front())
        m_spent.put(m_queue.take());
}

void SoundLeg::open()
{
    Q_ASSERT(m_state == State::Closed && !m_queue.front());
    m_state = State::Open;
    m_counts = {};
    m_portFollowed = false;
    m_lastKeyAt.reset();
}

void SoundLeg::connectTo(const ConnectLeg &path)
{
    m_path = path;
    m_next = path.first;
    m_next.payloadType = path.payloadType;
    m_next.marker = true;
    m_connected = true;
}

void SoundLeg::fallSilent()
{
    m_silencing = true;
    settle();
}

void SoundLeg::close()
{
    m_connected = false;
    m_silencing = true;
    m_state = State::Closing;
    settle();
}

void SoundLeg::settle()
{
    if (m_silencing)
        dropSpeech();
    if (m_state == State::Closing && !m_silencing && m_sink.report({m_number, LegClosed{m_counts}}))
        m_state = State::Closed;
}

void SoundLeg::dropSpeech()
{
    std::optional<int> cut; // its remaining pieces are not another sentence
    if (m_speaking) {
        if (!finishSentence(PlayedHow::Cut))
            return;
        cut = m_sentence;
    }
    while (SpeechNode *node = m_queue.front()) {
        const SpeechPiece &piece = node->piece;
        if (piece.sentence != cut) {
            if (!m_sink.report({m_number, PlayedSentence{piece.turn, piece.sentence, PlayedHow::Never, 0}}))
                return;
            cut = piece.sentence;
        }
        m_spent.put(m_queue.take());
    }
    m_offset = 0;
    m_silencing = false;
}

bool SoundLeg::finishSentence(PlayedHow how)
{
    const PlayedSentence played{m_turn, m_sentence, how, m_samplesPlayed * 1'000 / samplesPerSecond};
    if (!m_sink.report({m_number, played}))
        return false;
    m_speaking = false;
    return true;
}

// Fills as much of the packet as speech is there for; a sentence ends with a packet, the next begins with one.
int SoundLeg::takeSamples(std::span<std::int16_t> samples, SteadyTime now)
{
    std::size_t filled = 0;
    while (SpeechNode *node = m_queue.front()) {
        const SpeechPiece &piece = node->piece;
        if (!m_speaking) {
            if (filled > 0)
                break;
            const double waited = std::chrono::duration<double, std::milli>(now - m_path.since).count();
            if (!m_sink.report({m_number, SentenceBegan{piece.turn, piece.sentence, waited}}))
                break;
            m_speaking = true;
            m_turn = piece.turn;
            m_sentence = piece.sentence;
            m_samplesPlayed = 0;
            m_next.marker = true;
        }
        const auto count = std::min<std::size_t>(samples.size() - filled, std::size_t(piece.pcm.size() - m_offset));
        std::copy_n(piece.pcm.cbegin() + m_offset, count, samples.begin() + std::ptrdiff_t(filled));
        filled += count;
        m_offset += qsizetype(count);
        m_samplesPlayed += qint64(count);
        if (m_offset < piece.pcm.size())
            break;
        if (piece.last && !finishSentence(PlayedHow::Whole))
            break;
        m_offset = 0;
        m_spent.put(m_queue.take());
    }
    return int(filled);
}

void SoundLeg::writePacket(Packet &packet, SteadyTime now)
{
    std::array<std::int16_t, samplesPerTick> samples{};
    takeSamples(samples, now);
    writeRtpHeader(m_next, std::span(packet).first<rtpHeaderBytes>());
    encode(m_path.coding, samples, std::span(packet).subspan<rtpHeaderBytes>());
    m_next.marker = false;
    ++m_next.sequence;
    m_next.timestamp += samplesPerTick;
}

void SoundLeg::skipTicks(int count) { m_next.timestamp += std::uint32_t(count) * samplesPerTick; }

void SoundLeg::countSent(bool delivered) { ++(delivered ? m_counts.sent : m_counts.sendFailed); }

void SoundLeg::receive(std::span<const std::uint8_t> bytes, const SocketAddress &from)
{
    if (!m_connected || !sameHost(from, m_path.remote)) {
        ++m_counts.foreign;
        return;
    }
    const auto packet = parseRtp(bytes);
    if (!packet) {
        ++m_counts.malformed;
        return;
    }
    if (!comesFromCaller(from)) {
        ++m_counts.foreign;
        return;
    }
    ++m_counts.received;
    if (packet->header.payloadType == m_path.keyPayloadType)
        hearKey(*packet);
}

bool SoundLeg::comesFromCaller(const SocketAddress &from)
{
    if (samePort(from, m_path.remote)) {
        m_portFollowed = true;
        return true;
    }
    if (!m_path.followsPort || m_portFollowed) // moved once, by the first packet, or never
        return false;
    m_portFollowed = true;
    m_path.remote = from;
    return true;
}

void SoundLeg::hearKey(const RtpPacket &packet)
{
    const std::uint32_t at = packet.header.timestamp;
    if (m_lastKeyAt && std::int32_t(at - *m_lastKeyAt) <= 0) // the same press again, or one that came late
        return;
    const auto event = parseKeyEvent(packet.payload);
    const auto key = event ? keyOf(*event) : std::nullopt;
    if (!key)
        return;
    m_lastKeyAt = at;
    if (!m_sink.report({m_number, KeyHeard{*key}}))
        ++m_counts.keysLost;
}

} // namespace nightbell
