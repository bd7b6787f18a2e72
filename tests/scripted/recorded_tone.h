// Ticks of a recorded call with a tone of its own on each track, and the question how much of a tone is in some sound.
#pragma once

#include "audio/recorded_tick.h"

#include <vector>

namespace nightbell {

struct RecordedTone
{
    int room = 1;
    double caller = 440, heard = 700, staff = 0; // Hz; 0: silence
    RecordedTick tick(std::uint32_t tick) const;
};

// 0 … 1: the share of the sound's power that is this tone.
double shareOf(double hertz, const std::vector<std::int16_t> &samples);

} // namespace nightbell
