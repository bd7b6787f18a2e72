// Notes of sines, for the few sounds that the program makes itself: nothing needs to be found on a disk at three in the
// morning.
#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

namespace nightbell {

struct Note
{
    double hertz = 0; // 0: a pause
    std::chrono::milliseconds length{0};
    double size = 0; // of full scale
};

std::vector<std::int16_t> toneOf(std::initializer_list<Note> notes); // at soundFrameRate, without clicks

} // namespace nightbell
