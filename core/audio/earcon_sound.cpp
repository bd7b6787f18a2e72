#include "audio/earcon_sound.h"

#include "audio/tone.h"

#include <algorithm>

namespace nightbell {
namespace {

using namespace std::chrono_literals;

constexpr double size = 0.12; // below speech

std::vector<std::int16_t> soundOf(Earcon earcon)
{
    switch (earcon) {
    case Earcon::Yours: // a tick up
        return toneOf({{660, 40ms, size}, {990, 60ms, size}});
    case Earcon::Someones: // a tick down
        return toneOf({{990, 40ms, size}, {660, 60ms, size}});
    case Earcon::Lost: // three low knocks
        return toneOf({{165, 70ms, 2 * size}, {0, 130ms}, {165, 70ms, 2 * size}, {0, 130ms}, {165, 70ms, 2 * size}});
    case Earcon::Test:
        return toneOf({{440, 250ms, size}, {554.37, 250ms, size}, {659.25, 400ms, size}});
    }
    Q_UNREACHABLE();
}

} // namespace

EarconSound::EarconSound(Earcon earcon) : m_samples(soundOf(earcon)) { }

void EarconSound::addTo(std::span<std::int16_t> samples)
{
    for (auto sample = samples.begin(); sample != samples.end() && !over(); ++sample, ++m_at)
        *sample = std::int16_t(std::clamp(int(*sample) + int(m_samples[m_at]), -32'768, 32'767));
}

} // namespace nightbell
