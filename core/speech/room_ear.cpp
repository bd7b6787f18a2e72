#include "speech/room_ear.h"

#include <algorithm>

namespace nightbell {

RoomEar::RoomEar(std::unique_ptr<DecoderPair> decoders, int rate, Tell tell)
    : m_ear(std::move(decoders), rate)
    , m_rate(rate)
    , m_tell(std::move(tell))
{ }

void RoomEar::expect(const ExpectedAnswer &answer) { m_expected = answer; }

void RoomEar::begin(const HeardFrame &frame)
{
    m_ear.expect(m_expected);
    m_ear.begin();
    m_open = true;
    m_rest = !frame.first;
    m_frames = 0;
    m_told.clear();
    m_fromTick = frame.tick;
    ++m_utterance;
}

void RoomEar::hear(const HeardFrame &frame)
{
    if (m_open && frame.first) // its end was lost on the way
        end();
    if (!m_open) {
        if (frame.samples == 0)
            return;
        begin(frame);
    }
    m_toTick = frame.tick;
    m_ear.hear(std::span(frame.pcm).first(std::min<std::size_t>(frame.samples, samplesPerFrame(m_rate))));
    if (frame.last || ++m_frames >= utteranceFramesAtMost) {
        end();
        return;
    }
    if (m_frames % framesToAPartial == 0) {
        const JudgedWords words = m_ear.soFar();
        if (!words.words.isEmpty() && words.words != m_told)
            tell(words, false);
    }
}

void RoomEar::finish(int utterance)
{
    if (m_open && m_utterance == utterance)
        end();
}

void RoomEar::end()
{
    m_open = false;
    const JudgedWords words = m_ear.end();
    if (m_rest && words.words.isEmpty() && m_told.isEmpty())
        --m_utterance; // nobody heard of it
    else
        tell(words, true);
}

void RoomEar::tell(const JudgedWords &words, bool final)
{
    m_told = words.words;
    m_tell({.utterance = m_utterance,
            .words = PrivateText(words.words),
            .final = final,
            .confidence = words.confidence,
            .agreed = words.agreed,
            .fromTick = m_fromTick,
            .toTick = m_toTick});
}

std::unique_ptr<DecoderPair> RoomEar::giveBack()
{
    if (m_open)
        m_ear.end();
    m_open = false;
    return m_ear.giveBack();
}

} // namespace nightbell
