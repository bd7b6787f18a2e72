// Takes out of what a caller says what the line gives back of what the caller heard: an adaptive filter as long as the
// latest echo, at work only while something was sent that can still come back. How much may be left is learnt, too, so
// that a gate can tell the caller from the rest of an echo. Takes its memory at construction.
#pragma once

#include "audio/block_power.h"

#include <memory>

struct SpeexEchoState_;

namespace nightbell {

class LineEcho
{
public:
    static constexpr int latestMs = 420; // behind the frame it is the echo of; most lines' is within 300

    explicit LineEcho(int rate);

    struct Cleaned
    {
        std::span<const std::int16_t> frame; // until the next one
        BlockPowers mayBeEcho;               // what of it is no louder may be the rest of an echo
    };
    Cleaned clean(std::span<const std::int16_t> frame);
    void callerHears(std::span<const std::int16_t> frame);      // after clean() of the same tick
    void callerSpeaks(bool speaks) { m_callerSpeaks = speaks; } // what is left now teaches less about the line

private:
    struct Free
    {
        void operator()(SpeexEchoState_ *canceller) const;
    };
    static constexpr std::size_t blocksBack = latestMs / blockMs;

    double noteSent();
    void learn(double sent, double came, double left);

    const std::size_t m_frameSamples;
    std::unique_ptr<SpeexEchoState_, Free> m_canceller;
    std::array<std::int16_t, frameSamplesAtMost> m_sent{}, m_cleaned{};
    std::array<double, blocksBack> m_sentPowers{}; // of each block that may still come back
    std::size_t m_block = 0;
    double m_leftOfSent; // power: so much of the loudest that was sent comes back, as a rule
    bool m_callerSpeaks = false;
};

} // namespace nightbell
