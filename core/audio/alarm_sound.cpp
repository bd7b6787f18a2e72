#include "audio/alarm_sound.h"

#include "audio/tone.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numbers>

namespace nightbell {
namespace {

using namespace std::chrono_literals;

// Speech of a headset is levelled to about −18 dB of full scale (root mean square), 0.18 for the size of a sine.
constexpr double asSpeech = 0.18;
constexpr double soft = 0.09;
constexpr double underSpeech = 0.25;                      // −12 dB
constexpr double earLeast = 0.004, earMost = 0.25 * 0.18; // a caller who is silent, and one who shouts
constexpr std::chrono::milliseconds emergencyHastensAfter = 20s, earPeriod = 6s;

constexpr std::size_t samplesIn(std::chrono::milliseconds length)
{
    return std::size_t(length.count()) * (soundFrameRate / 1'000);
}

bool isRed(AlarmTune tune) { return tune >= AlarmTune::Urgent; }

std::vector<std::int16_t> once(AlarmTune tune, AlarmPlace place)
{
    if (place == AlarmPlace::Ear)
        return toneOf({{isRed(tune) ? 880. : 587.33, 150ms, 1}});
    if (isRed(tune)) // a falling fifth
        return toneOf({{880, 250ms, asSpeech}, {587.33, 250ms, asSpeech}});
    return toneOf({{523.25, 200ms, soft}, {659.25, 300ms, soft}}); // a rising third
}

} // namespace

AlarmSound::AlarmSound(AlarmTune tune, AlarmPlace place) : m_tune(tune), m_place(place), m_once(once(tune, place)) { }

std::size_t AlarmSound::repeatSamples() const
{
    if (m_place == AlarmPlace::Ear)
        return samplesIn(earPeriod);
    switch (m_tune) {
    case AlarmTune::Gentle:
        return samplesIn(10s);
    case AlarmTune::Hurried:
        return samplesIn(5s);
    case AlarmTune::Urgent:
        return samplesIn(6s);
    case AlarmTune::Emergency:
        return samplesIn(m_played < samplesIn(emergencyHastensAfter) ? 3s : 2s);
    }
    Q_UNREACHABLE();
}

void AlarmSound::fill(std::span<std::int16_t> samples, double speech)
{
    for (std::int16_t &sample : samples) {
        if (m_at >= repeatSamples())
            m_at = 0;
        if (m_at == 0 && m_place == AlarmPlace::Ear)
            m_volume = std::clamp(speech * std::numbers::sqrt2 * underSpeech, earLeast, earMost);
        sample = m_at < m_once.size() ? std::int16_t(std::lround(m_volume * m_once[m_at])) : std::int16_t(0);
        ++m_at;
        m_played = std::min(m_played + 1, samplesIn(emergencyHastensAfter));
    }
}

} // namespace nightbell
