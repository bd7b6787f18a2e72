// The assistant's mouth in one call: sentences come in pieces, go out as frames, and what of them was really played is
// told. Sound thread only; the pieces belong to the engine's thread.
#pragma once

#include "audio/frame.h"
#include "audio/sound_reports.h"
#include "audio/speech_queue.h"

#include <span>

namespace nightbell {

class Speaker
{
public:
    Speaker(int room, int rate, ReportSink &sink, SpentParcels &spent);
    Speaker(const Speaker &) = delete;
    Speaker &operator=(const Speaker &) = delete;
    ~Speaker();

    void connect(SteadyTime since) { m_since = since; }
    void add(SpeechNode *node) { m_queue.append(node); }
    void fallSilent(); // fades out with the next frame
    void hush();       // there is no next frame
    void pause();      // fades out with the next frame, then waits
    void resume();     // goes on where it paused
    bool settle();     // reports what could not be reported before; false: still not all of it
    bool fill(std::span<std::int16_t> frame, SteadyTime now); // false: nothing to say

private:
    enum class Mouth { Speaks, Fades, Paused, Returns }; // Fades: into the pause; Returns: fades in again

    int speak(std::span<std::int16_t> frame, SteadyTime now);
    int fadeOut(std::span<std::int16_t> frame) const;
    int fadeIntoSilence(std::span<std::int16_t> frame);
    int fadeIntoPause(std::span<std::int16_t> frame);
    bool begin(const SpeechPiece &piece, SteadyTime now);
    bool finish(PlayedHow how);
    void drop();

    const int m_room;
    const int m_rate;
    ReportSink &m_sink;
    SpentParcels &m_spent;
    SpeechQueue m_queue;
    SteadyTime m_since{};
    qsizetype m_offset = 0;  // into the front piece
    bool m_speaking = false; // a sentence has begun and is not yet reported as played
    int m_turn = 0;
    int m_sentence = 0;
    qint64 m_samplesPlayed = 0; // of that sentence
    bool m_silencing = false;
    bool m_fading = false;
    Mouth m_mouth = Mouth::Speaks;
    int m_ticksPaused = 0;
};

} // namespace nightbell
