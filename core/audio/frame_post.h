// The crossing between a headset and the sound thread: frames of 20 ms, one ring each way. The sound thread pushes and
// pops exactly one frame per tick and never waits; what the two clocks differ by, the headset's side makes good.
#pragma once

#include "audio/value_ring.h"

#include <array>
#include <cstdint>

namespace nightbell {

inline constexpr int soundFrameRate = 16'000; // samples a second
inline constexpr int soundFrameSamples = soundFrameRate / 1'000 * 20;

struct SoundFrame
{
    std::uint16_t count = 0; // of the samples that are sound; a frame that is cut off is filled with silence
    std::array<std::int16_t, soundFrameSamples> samples{};
};

struct FramePost
{
    ValueRing<SoundFrame, 16> toSound;   // the microphone; the sound thread reads
    ValueRing<SoundFrame, 16> fromSound; // the loudspeaker; the sound thread writes
};

} // namespace nightbell
