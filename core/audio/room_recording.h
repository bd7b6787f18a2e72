// What a room of the sound thread gives the recorder: 20 ms of three tracks at every tick, at the telephone's rate.
// Made and freed on the engine's thread; on the sound thread it takes no memory, locks nothing and waits for nobody.
#pragma once

#include "audio/hearing.h"
#include "audio/mixer.h"
#include "audio/parcel.h"
#include "audio/rate_change.h"
#include "audio/recorded_tick.h"

#include <optional>

namespace nightbell {

struct RoomTick // frames of the room's rate; an empty one is silence
{
    using Frame = std::span<const std::int16_t>;
    Frame caller;
    Frame heard; // by the caller
    std::array<Frame, staffAtMost> staff;
};

class RoomRecording : public Parcel
{
public:
    RoomRecording(RecordingInlet &inlet, int number, int rate); // number: under which the recorder knows the call

    void push(const RoomTick &tick, int skipped); // skipped: ticks before it that came too late

private:
    using Frame = RoomTick::Frame;
    using Narrowing = std::optional<RateChange>; // none: the room has the telephone's rate already

    void take(Frame frame, TickCodes &codes, Narrowing &narrowing);
    Frame together(const std::array<Frame, staffAtMost> &frames);

    RecordingInlet &m_inlet;
    Narrowing m_fromCaller, m_toCaller, m_fromStaff;
    MixSum m_sum{};
    std::array<std::int16_t, frameSamplesAtMost> m_mixed{};
    RecordedTick m_tick{};
};

} // namespace nightbell
