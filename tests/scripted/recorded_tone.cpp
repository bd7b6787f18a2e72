#include "scripted/recorded_tone.h"

#include "audio/g711.h"

#include <cmath>
#include <numbers>

namespace nightbell {
namespace {

constexpr double turn = 2 * std::numbers::pi, loudness = 8'000, samplesPerSecond = 8'000;

void fill(TickCodes &codes, double hertz, std::uint32_t tick)
{
    for (std::size_t i = 0; i < codes.size(); ++i) {
        const double second = double(tick * tickSamples + i) / samplesPerSecond;
        codes[i] = toMuLaw(hertz > 0 ? std::int16_t(loudness * std::sin(turn * hertz * second)) : 0);
    }
}

} // namespace

RecordedTick RecordedTone::tick(std::uint32_t tick) const
{
    RecordedTick value{.room = room, .tick = tick, .caller = {}, .heard = {}, .staff = {}};
    fill(value.caller, caller, tick);
    fill(value.heard, heard, tick);
    fill(value.staff, staff, tick);
    return value;
}

double shareOf(double hertz, const std::vector<std::int16_t> &samples)
{
    double sine = 0, cosine = 0, power = 0;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const double angle = turn * hertz * double(i) / samplesPerSecond;
        sine += samples[i] * std::sin(angle);
        cosine += samples[i] * std::cos(angle);
        power += double(samples[i]) * samples[i];
    }
    return power > 0 ? 2 * (sine * sine + cosine * cosine) / (power * double(samples.size())) : 0;
}

} // namespace nightbell
