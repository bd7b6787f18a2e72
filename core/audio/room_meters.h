// How loud each party of a call is, told ten times a second. Sound thread only.
#pragma once

#include "audio/hearing.h"
#include "audio/level_meter.h"
#include "audio/sound_reports.h"

namespace nightbell {

class RoomMeters
{
public:
    RoomMeters(int room, int rate, ReportSink &sink);

    using Frames = std::array<std::array<std::int16_t, frameSamplesAtMost>, soundSources>; // by source
    void hear(const Frames &frames, SoundMask there);

private:
    static constexpr int metered = partiesAtMost + 1; // the assistant stands behind the parties
    static_assert(AssistantSound == partiesAtMost);

    const int m_room;
    const std::size_t m_frameSamples;
    ReportSink &m_sink;
    std::array<LevelMeter, metered> m_meters;
};

} // namespace nightbell
