// What is told of a call's sound while it lasts: how loud each party is, ten times a second, and when the caller begins
// to speak and falls silent. Sound thread only.
#pragma once

#include "audio/hearing.h"
#include "audio/level_meter.h"
#include "audio/sound_reports.h"
#include "audio/speech_gate.h"

namespace nightbell {

class RoomMeters
{
public:
    RoomMeters(int room, int rate, ReportSink &sink);

    using Frames = std::array<std::array<std::int16_t, frameSamplesAtMost>, soundSources>; // by source
    void hear(const Frames &frames, SoundMask there, SteadyTime now);

private:
    void gate(std::span<const std::int16_t> frame, SteadyTime now);

    static constexpr int metered = partiesAtMost + 1; // the assistant stands behind the parties
    static_assert(AssistantSound == partiesAtMost);

    const int m_room;
    const std::size_t m_frameSamples;
    ReportSink &m_sink;
    std::array<LevelMeter, metered> m_meters;
    SpeechGate m_gate;
    std::optional<CallerSpeech> m_untold; // the engine had no room for it
};

} // namespace nightbell
