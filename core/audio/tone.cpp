#include "audio/tone.h"

#include "audio/frame_post.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace nightbell {
namespace {

constexpr std::size_t edgeSamples = soundFrameRate / 100; // a tone that begins at once clicks

void append(std::vector<std::int16_t> &samples, const Note &note)
{
    const std::size_t count = std::size_t(note.length.count()) * (soundFrameRate / 1'000);
    for (std::size_t at = 0; at < count; ++at) {
        const double rise = std::min({1.0, double(at) / double(edgeSamples), double(count - at) / double(edgeSamples)});
        const double phase = 2 * std::numbers::pi * note.hertz * double(at) / soundFrameRate;
        samples.push_back(std::int16_t(std::lround(32'767 * note.size * rise * std::sin(phase))));
    }
}

} // namespace

std::vector<std::int16_t> toneOf(std::initializer_list<Note> notes)
{
    std::vector<std::int16_t> samples;
    for (const Note &note : notes)
        append(samples, note);
    return samples;
}

} // namespace nightbell
