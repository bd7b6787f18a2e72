// Sound that goes round and round for as long as somebody is to hear it: music on hold, the prompt of a test line. Made
// before the sound thread starts, never changed.
#pragma once

#include "audio/frame.h"

#include <span>
#include <vector>

namespace nightbell {

struct Clip
{
    std::vector<std::int16_t> narrow; // whole frames
    std::vector<std::int16_t> wide;

    std::span<const std::int16_t> frame(std::size_t number, int rate) const
    {
        const std::vector<std::int16_t> &all = rate == narrowRate ? narrow : wide;
        const std::size_t size = samplesPerFrame(rate), frames = all.size() / size;
        return frames ? std::span(all).subspan(number % frames * size, size) : std::span<const std::int16_t>();
    }
};

Clip musicOnHold(); // a slow, quiet chord

} // namespace nightbell
