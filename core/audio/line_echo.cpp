#include "audio/line_echo.h"

#include <QtGlobal>

#include <speex/speex_echo.h>

#include <algorithm>

namespace nightbell {

namespace {

// A line that was not heard before may return a quarter of the amplitude, 12 dB less; single sounds come louder.
constexpr double leftAtMost = 0.032;   // −15 dB, below which most of an echo stays; at first, too
constexpr double leftAtLeast = 0.0005; // −33 dB: a new sound finds what the filter has not learnt
constexpr double overTheRule = 5;      // 7 dB: an echo is not always as a rule
constexpr double heardFrom = 340;      // −65 dBFS: the echo of what is quieter is lost in the line
constexpr double lessWhenRemoved = 0.955, lessInPauses = 0.99; // −0.2 dB, −0.04 dB each block
constexpr double moreEachBlock = 1.26, moreInSpeech = 1.012;   // +1 dB, +0.05 dB
constexpr double removedFrom = 2; // 3 dB less than came: an echo was there, and the filter knows it

std::span<const std::int16_t> blockOf(std::span<const std::int16_t> frame, std::size_t block)
{
    const std::size_t samples = frame.size() / blocksPerFrame;
    return frame.subspan(block * samples, samples);
}

} // namespace

LineEcho::LineEcho(int rate)
    : m_frameSamples(samplesPerFrame(rate))
    , m_canceller(speex_echo_state_init(int(m_frameSamples), int(samplesIn(latestMs, rate))))
    , m_leftOfSent(leftAtMost)
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
    const auto cleaned = std::span(m_cleaned).first(m_frameSamples);
    const bool better = powerOf(cleaned) < powerOf(frame); // a filter that went astray adds an echo that never came
    Cleaned made{better ? cleaned : frame, {}};
    for (std::size_t block = 0; block < blocksPerFrame; ++block) {
        made.mayBeEcho[block] = sent * m_leftOfSent * overTheRule;
        learn(sent, powerOf(blockOf(frame, block)), powerOf(blockOf(cleaned, block)));
    }
    return made;
}

// Answers the power of the loudest block that may still come back.
double LineEcho::noteSent()
{
    for (std::size_t block = 0; block < blocksPerFrame; ++block)
        m_sentPowers[m_block++ % blocksBack] = powerOf(blockOf(std::span(m_sent).first(m_frameSamples), block));
    return *std::ranges::max_element(m_sentPowers);
}

void LineEcho::learn(double sent, double came, double left)
{
    if (left > sent * m_leftOfSent)
        m_leftOfSent *= m_callerSpeaks ? moreInSpeech : moreEachBlock;
    else
        m_leftOfSent *= came > left * removedFrom ? lessWhenRemoved : lessInPauses;
    m_leftOfSent = std::clamp(m_leftOfSent, leftAtLeast, leftAtMost);
}

void LineEcho::callerHears(std::span<const std::int16_t> frame)
{
    std::ranges::fill(m_sent, std::int16_t(0));
    std::ranges::copy(frame, m_sent.begin());
}

} // namespace nightbell
