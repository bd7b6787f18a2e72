// What the sound thread gives the recorder: 20 ms of one recorded call, once per tick, through one ring for all calls.
#pragma once

#include "audio/value_ring.h"

#include <array>
#include <atomic>
#include <cstdint>

namespace nightbell {

inline constexpr std::size_t tickSamples = 160; // 20 ms at 8,000 a second; G.711 µ-law has one byte for each
using TickCodes = std::array<std::uint8_t, tickSamples>;

struct RecordedTick
{
    int room;           // the number under which the recorder was told of the call
    std::uint32_t tick; // of the room, counted up by one every 20 ms also while nothing is pushed
    TickCodes caller;   // what the caller said
    TickCodes heard;    // what the caller heard
    TickCodes staff;    // what staff said
};

// 500 calls are 25,000 ticks a second: the recorder may be late by 300 ms. A full ring is counted, never waited for.
inline constexpr std::size_t recordedTicksWaiting = 8'192;
using RecordedTicks = ValueRing<RecordedTick, recordedTicksWaiting>; // 4 MB: on the heap

struct RecordingInlet
{
    RecordedTicks waiting;
    std::atomic<std::uint64_t> lost = 0; // the ring was full

    void push(const RecordedTick &tick) // the sound thread only
    {
        if (!waiting.push(tick))
            lost.fetch_add(1, std::memory_order_relaxed);
    }
};

} // namespace nightbell
