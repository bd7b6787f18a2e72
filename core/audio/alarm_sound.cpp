#include "audio/alarm_sound.h"

#include <cmath>
#include <numbers>

namespace nightbell {
namespace {

using namespace std::chrono_literals;

constexpr double loud = 0.5; // of full scale
constexpr double soft = 0.2;
constexpr std::chrono::milliseconds edge{10}; // a tone that begins at once clicks
constexpr std::chrono::milliseconds emergencyHastensAfter = 20s;

constexpr std::size_t samplesIn(std::chrono::milliseconds length)
{
    return std::size_t(length.count()) * (soundFrameRate / 1'000);
}

void append(std::vector<std::int16_t> &samples, double hertz, std::chrono::milliseconds length, double volume)
{
    const std::size_t count = samplesIn(length), ramp = samplesIn(edge);
    for (std::size_t at = 0; at < count; ++at) {
        const double rise = std::min({1.0, double(at) / double(ramp), double(count - at) / double(ramp)});
        const double phase = 2 * std::numbers::pi * hertz * double(at) / soundFrameRate;
        samples.push_back(std::int16_t(std::lround(32'767 * volume * rise * std::sin(phase))));
    }
}

std::vector<std::int16_t> once(AlarmTune tune)
{
    std::vector<std::int16_t> samples;
    if (tune == AlarmTune::Gentle) { // a rising third
        append(samples, 523.25, 200ms, soft);
        append(samples, 659.25, 300ms, soft);
    } else { // a falling fifth
        append(samples, 880, 250ms, loud);
        append(samples, 587.33, 250ms, loud);
    }
    return samples;
}

} // namespace

AlarmSound::AlarmSound(AlarmTune tune) : m_tune(tune), m_once(once(tune)) { }

std::size_t AlarmSound::repeatSamples() const
{
    switch (m_tune) {
    case AlarmTune::Gentle:
        return samplesIn(10s);
    case AlarmTune::Urgent:
        return samplesIn(6s);
    case AlarmTune::Emergency:
        return samplesIn(m_played < samplesIn(emergencyHastensAfter) ? 3s : 2s);
    }
    Q_UNREACHABLE();
}

void AlarmSound::fill(std::span<std::int16_t> samples)
{
    for (std::int16_t &sample : samples) {
        if (m_at >= repeatSamples())
            m_at = 0;
        sample = m_at < m_once.size() ? m_once[m_at] : std::int16_t(0);
        ++m_at;
        ++m_played;
    }
}

} // namespace nightbell
