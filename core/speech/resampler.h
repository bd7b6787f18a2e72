// Changes the rate of a stream of samples with a low-pass that keeps what the new rate cannot carry from folding back.
#pragma once

#include "audio/sound.h"

#include <memory>
#include <span>

struct SpeexResamplerState_;

namespace nightbell {

class Resampler
{
public:
    Resampler(int samplesPerSecondIn, int samplesPerSecondOut);

    Pcm feed(std::span<const std::int16_t> samples);
    Pcm drain(); // the samples still inside the filter; the stream ends here

private:
    struct Free
    {
        void operator()(SpeexResamplerState_ *state) const;
    };
    int m_rateIn;
    int m_rateOut;
    std::unique_ptr<SpeexResamplerState_, Free> m_state;
};

} // namespace nightbell
