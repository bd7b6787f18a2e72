// Changes the rate of a stream of samples with a low-pass that keeps what the new rate cannot carry from folding back.
// All memory is taken at construction. Between 8, 16 and 48 kHz a tick that goes in comes out as a tick, 5 ms later.
#pragma once

#include <cstdint>
#include <memory>
#include <span>

struct SpeexResamplerState_;

namespace nightbell {

class RateChange
{
public:
    RateChange(int rateIn, int rateOut);

    std::size_t roomFor(std::size_t samples) const; // the most that so many samples can become
    std::size_t change(std::span<const std::int16_t> samples,
                       std::span<std::int16_t> room); // answers how many it wrote

    void skipDelay();         // before the first sample: for sound that is not live and shall begin at once
    std::size_t held() const; // samples in, still inside the filter: so much silence drives the rest out

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
