// Tones made, and found again by content: how strong one frequency is in a stretch of sound.
#pragma once

#include "audio/frame_post.h"
#include "scripted/tones.h"

#include <cmath>
#include <numbers>
#include <span>
#include <vector>

namespace nightbell {

inline constexpr double wholeTurn = 2 * std::numbers::pi;

// The size of that frequency in the samples, as a part of full scale: 0.5 for a sine of half the size.
inline double toneIn(std::span<const std::int16_t> samples, double hertz)
{
    return scripted::amplitudeOf(hertz, soundFrameRate, samples) / 32'768;
}

class ToneMaker // without a click from frame to frame
{
public:
    ToneMaker(double hertz, double size) : m_step(wholeTurn * hertz / soundFrameRate), m_size(size) { }

    SoundFrame next()
    {
        SoundFrame frame{.count = soundFrameSamples};
        for (std::int16_t &sample : frame.samples) {
            sample = std::int16_t(std::lround(32'767 * m_size * std::sin(m_phase)));
            m_phase = std::fmod(m_phase + m_step, wholeTurn);
        }
        return frame;
    }

    std::vector<std::int16_t> samples(int frames)
    {
        std::vector<std::int16_t> all;
        for (int frame = 0; frame < frames; ++frame) {
            const SoundFrame made = next();
            all.insert(all.end(), made.samples.begin(), made.samples.end());
        }
        return all;
    }

private:
    double m_step;
    double m_size;
    double m_phase = 0;
};

} // namespace nightbell
