#include "audio/line_echo.h"

#include <QtGlobal>

#include <speex/speex_echo.h>

#include <algorithm>

namespace nightbell {

namespace {

// A line that was not heard before may return a quarter of the amplitude, 12 dB less; single sounds come louder.
constexpr double leftAtFirst = 0.04;   // −14 dB, below which most of an echo stays
constexpr double leftAtMost = 0.1;     // −10 dB
constexpr double leftAtLeast = 0.0001; // −40 dB: the codec's own noise
constexpr double overTheRule = 4;      // 6 dB: an echo is not always as a rule
constexpr double heardFrom = 340;      // −65 dBFS: the echo of what is quieter is lost in the line
constexpr double lessEachBlock = 0.955, moreEachBlock = 1.122, moreInSpeech = 1.012; // −0.2, +0.5, +0.05 dB

std::span<const std::int16_t> blockOf(std::span<const std::int16_t> frame, std::size_t block)
{
    const std::size_t samples = frame.size() / blocksPerFrame;
    return frame.subspan(block * samples, samples);
}

} // namespace

LineEcho::LineEcho(int rate)
    : m_frameSamples(samplesPerFrame(rate))
    , m_canceller(speex_echo_state_init(int(m_frameSamples), int(samplesIn(latestMs, rate))))
    , m_leftOfSent(leftAtFirst)
{
    if (!m_canceller)
        qFatal("no memory for an echo canceller");
    speex_echo_ctl(m_canceller.get(), SPEEX_ECHO_SET_SAMPLING_RATE, &rate);
}

void LineEcho::Free::operator()(SpeexEchoState *canceller) const { speex_echo_state_destroy(canceller); }

LineEcho::Cleaned LineEcho::clean(std::span<const std::int16_t> frame)
{
    const double sent = noteSent();
    if (sent < heardFrom)
        return {frame, {}};
    speex_echo_cancellation(m_canceller.get(), frame.data(), m_sent.data(), m_cleaned.data());
    Cleaned cleaned{std::span(m_cleaned).first(m_frameSamples), {}};
    for (std::size_t block = 0; block < blocksPerFrame; ++block) {
        cleaned.mayBeEcho[block] = sent * m_leftOfSent * overTheRule;
        learn(powerOf(blockOf(cleaned.frame, block)), sent);
    }
    return cleaned;
}

// Answers the power of the loudest block that may still come back.
double LineEcho::noteSent()
{
    for (std::size_t block = 0; block < blocksPerFrame; ++block)
        m_sentPowers[m_block++ % blocksBack] = powerOf(blockOf(std::span(m_sent).first(m_frameSamples), block));
    return *std::ranges::max_element(m_sentPowers);
}

void LineEcho::learn(double left, double sent)
{
    const bool more = left > sent * m_leftOfSent;
    m_leftOfSent *= !more ? lessEachBlock : m_callerSpeaks ? moreInSpeech : moreEachBlock;
    m_leftOfSent = std::clamp(m_leftOfSent, leftAtLeast, leftAtMost);
}

void LineEcho::callerHears(std::span<const std::int16_t> frame)
{
    std::ranges::fill(m_sent, std::int16_t(0));
    std::ranges::copy(frame, m_sent.begin());
}

} // namespace nightbell
