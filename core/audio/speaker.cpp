#include "audio/speaker.h"

#include <algorithm>

namespace nightbell {

namespace {

constexpr int ticksPausedAtMost = int(pausedAtMost / tickLength);

void fadeIn(std::span<std::int16_t> samples)
{
    for (std::size_t index = 0; index < samples.size(); ++index)
        samples[index] = std::int16_t(samples[index] * int(index) / int(samples.size()));
}

} // namespace

Speaker::Speaker(int room, int rate, ReportSink &sink, SpentParcels &spent)
    : m_room(room)
    , m_rate(rate)
    , m_sink(sink)
    , m_spent(spent)
{ }

Speaker::~Speaker()
{
    while (m_queue.front())
        m_spent.put(m_queue.take());
}

void Speaker::fallSilent()
{
    m_fading = m_speaking && !m_silencing && m_mouth != Mouth::Paused;
    m_silencing = true;
    m_mouth = Mouth::Speaks;
    if (!m_fading)
        settle();
}

void Speaker::hush()
{
    m_fading = false;
    m_silencing = true;
    m_mouth = Mouth::Speaks;
    settle();
}

void Speaker::pause()
{
    if (m_mouth != Mouth::Speaks && m_mouth != Mouth::Returns)
        return;
    m_mouth = m_speaking ? Mouth::Fades : Mouth::Paused;
    m_ticksPaused = 0;
}

void Speaker::resume()
{
    if (m_mouth == Mouth::Paused)
        m_mouth = m_speaking ? Mouth::Returns : Mouth::Speaks;
    else if (m_mouth == Mouth::Fades)
        m_mouth = Mouth::Speaks;
}

bool Speaker::settle()
{
    if (m_silencing && !m_fading)
        drop();
    return !m_silencing;
}

void Speaker::drop()
{
    std::optional<int> cut; // its remaining pieces are not another sentence
    if (m_speaking) {
        if (!finish(PlayedHow::Cut))
            return;
        cut = m_sentence;
    }
    while (SpeechNode *node = m_queue.front()) {
        const SpeechPiece &piece = node->piece;
        if (piece.sentence != cut) {
            if (!m_sink.report({m_room, PlayedSentence{piece.turn, piece.sentence, PlayedHow::Never, 0}}))
                return;
            cut = piece.sentence;
        }
        m_spent.put(m_queue.take());
    }
    m_offset = 0;
    m_silencing = false;
}

bool Speaker::finish(PlayedHow how)
{
    if (!m_sink.report({m_room, PlayedSentence{m_turn, m_sentence, how, m_samplesPlayed * 1'000 / m_rate}}))
        return false;
    m_speaking = false;
    return true;
}

bool Speaker::begin(const SpeechPiece &piece, SteadyTime now)
{
    const double waitedMs = std::chrono::duration<double, std::milli>(now - m_since).count();
    if (!m_sink.report({m_room, SentenceBegan{piece.turn, piece.sentence, waitedMs}}))
        return false;
    m_speaking = true;
    m_turn = piece.turn;
    m_sentence = piece.sentence;
    m_samplesPlayed = 0;
    return true;
}

bool Speaker::fill(std::span<std::int16_t> frame, SteadyTime now)
{
    if (m_mouth == Mouth::Paused && ++m_ticksPaused >= ticksPausedAtMost)
        resume();
    if (m_mouth == Mouth::Paused || (!m_fading && m_silencing))
        return false;
    int filled = 0;
    if (m_fading)
        filled = fadeIntoSilence(frame);
    else if (m_mouth == Mouth::Fades)
        filled = fadeIntoPause(frame);
    else
        filled = speak(frame, now);
    if (m_mouth == Mouth::Returns && filled > 0) {
        fadeIn(frame.first(std::min(samplesIn(rampMs, m_rate), std::size_t(filled))));
        m_mouth = Mouth::Speaks;
    }
    std::fill(frame.begin() + filled, frame.end(), std::int16_t(0));
    return filled > 0;
}

// A word that is cut ends within a few milliseconds, not with a click.
int Speaker::fadeOut(std::span<std::int16_t> frame) const
{
    const SpeechNode *node = m_queue.front();
    if (!node)
        return 0;
    const auto left = std::size_t(node->piece.pcm.size() - m_offset);
    const int faded = int(std::min({samplesIn(rampMs, m_rate), frame.size(), left}));
    for (int index = 0; index < faded; ++index)
        frame[std::size_t(index)] = std::int16_t(node->piece.pcm[m_offset + index] * (faded - index) / faded);
    return faded;
}

int Speaker::fadeIntoSilence(std::span<std::int16_t> frame)
{
    m_fading = false;
    const int filled = fadeOut(frame);
    m_offset += filled;
    m_samplesPlayed += filled;
    settle();
    return filled;
}

// What faded is said again when the pause is over: nothing is left out.
int Speaker::fadeIntoPause(std::span<std::int16_t> frame)
{
    m_mouth = Mouth::Paused;
    m_sink.show({m_room, SpeakingPaused{m_turn, m_sentence, m_samplesPlayed * 1'000 / m_rate}});
    return fadeOut(frame);
}

int Speaker::speak(std::span<std::int16_t> frame, SteadyTime now)
{
    std::size_t filled = 0;
    while (SpeechNode *node = m_queue.front()) {
        const SpeechPiece &piece = node->piece;
        if (!m_speaking && (filled > 0 || !begin(piece, now)))
            break;
        const auto count = std::min<std::size_t>(frame.size() - filled, std::size_t(piece.pcm.size() - m_offset));
        std::copy_n(piece.pcm.cbegin() + m_offset, count, frame.begin() + std::ptrdiff_t(filled));
        filled += count;
        m_offset += qsizetype(count);
        m_samplesPlayed += qint64(count);
        if (m_offset < piece.pcm.size())
            break;
        if (piece.last && !finish(PlayedHow::Whole))
            break;
        m_offset = 0;
        m_spent.put(m_queue.take());
    }
    return int(filled);
}

} // namespace nightbell
