// What the sound thread gives whoever hears for the assistant: 20 ms of one caller while the speech gate is open,
// through one ring for all calls.
#pragma once

#include "audio/frame.h"
#include "audio/value_ring.h"

#include <atomic>

namespace nightbell {

struct HeardFrame
{
    int room;           // the number under which the listener was told of the call
    std::uint32_t tick; // of the room, counted up by one every 20 ms also while nothing is pushed
    bool first;         // the gate opened: what was said shortly before follows, then speech
    bool last;          // it closed; hangover included
    std::uint16_t samples;
    std::array<std::int16_t, frameSamplesAtMost> pcm; // at the room's rate
};

// 50 callers who talk at once are 2,500 frames a second: the listener may be late by 800 ms. A full ring is counted.
inline constexpr std::size_t heardFramesWaiting = 2'048;
using HeardFrames = ValueRing<HeardFrame, heardFramesWaiting>; // 1.3 MB: on the heap

struct ListeningInlet
{
    HeardFrames waiting;
    std::atomic<std::uint64_t> lost = 0; // the ring was full

    void push(const HeardFrame &frame) // the sound thread only
    {
        if (!waiting.push(frame))
            lost.fetch_add(1, std::memory_order_relaxed);
    }
};

} // namespace nightbell
