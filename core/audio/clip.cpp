#include "audio/clip.h"

#include <cmath>
#include <numbers>

namespace nightbell {

namespace {

constexpr int barSeconds = 4;
constexpr double loudness = 2'600; // -22 dBFS in all: one talks beside it

struct Chord
{
    std::array<double, 3> hertz;
};

constexpr std::array chords{Chord{{261.63, 329.63, 392.00}}, Chord{{220.00, 261.63, 329.63}},
                            Chord{{174.61, 220.00, 261.63}}, Chord{{196.00, 246.94, 293.66}}};

// Each chord swells and fades within its bar, so that the bars join and the whole goes round without a click.
std::vector<std::int16_t> play(int rate)
{
    std::vector<std::int16_t> all;
    const int bar = barSeconds * rate;
    all.reserve(chords.size() * std::size_t(bar));
    for (const Chord &chord : chords)
        for (int at = 0; at < bar; ++at) {
            double sum = 0;
            for (const double hertz : chord.hertz)
                sum += std::sin(2 * std::numbers::pi * hertz * at / rate);
            const double swell = std::sin(std::numbers::pi * at / bar);
            all.push_back(std::int16_t(std::lround(loudness / 3 * sum * swell * swell)));
        }
    return all;
}

} // namespace

Clip musicOnHold() { return {play(narrowRate), play(wideRate)}; }

} // namespace nightbell
