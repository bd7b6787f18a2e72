// The assistant's ear in one call: tells when the caller begins to speak, is quiet, and has ended, and gives a listener
// what is said. Sound thread only.
#pragma once

#include "audio/room_listening.h"
#include "audio/sound_reports.h"
#include "audio/speech_gate.h"

namespace nightbell {

class CallerEar
{
public:
    CallerEar(int room, int rate, ReportSink &sink, SpentParcels &spent);
    CallerEar(const CallerEar &) = delete;
    CallerEar &operator=(const CallerEar &) = delete;
    ~CallerEar();

    void listen(RoomListening *listening);                                       // none: nobody listens
    void hear(std::span<const std::int16_t> frame, int skipped, SteadyTime now); // empty: silence; ticks too late
    void callerHears(std::span<const std::int16_t> frame);                       // what may come back as an echo

private:
    void tell(const GateStep &step, SteadyTime now);
    void tellQuiet(const GateStep &step, SteadyTime now);

    const int m_room;
    const std::size_t m_frameSamples;
    ReportSink &m_sink;
    SpentParcels &m_spent;
    SpeechGate m_gate;
    RoomListening *m_listening = nullptr; // none: nobody listens
    int m_quietMs = 0;
    std::size_t m_stagesTold = quietStages.size(); // of this quiet; all: it is over, or nothing was said yet
    std::optional<CallerSpeech> m_untoldSpeech;    // the engine had no room for them
    std::optional<CallerQuiet> m_untoldQuiet;
};

} // namespace nightbell
