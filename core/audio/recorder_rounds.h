// What the thread "recorder" does ten times a second: orders, then what the sound thread left in the ring. A pause
// takes hold before the ring is read, a resume or a stop after it: nothing said during a pause is ever kept. Orders are
// taken before the ring is read, so it may hold ticks of rooms whose start is among the orders of the next round: they
// wait for it. Whoever is unknown even then was never started or has stopped.
#pragma once

#include "audio/call_recording.h"

#include <functional>
#include <unordered_map>
#include <variant>

namespace nightbell {

struct PauseRecording
{
    int room = 0;
};
struct ResumeRecording
{
    int room = 0;
};
struct StopRecording
{
    int room = 0;
};
using RecordingOrder = std::variant<StartRecording, PauseRecording, ResumeRecording, StopRecording>;

struct RecorderVitals
{
    int recording = 0;
    quint64 ticksLost = 0;  // the ring was full
    quint64 ticksStray = 0; // of no recording, or too late; a few at the end of each are usual
    quint64 chunksWritten = 0;
    quint64 chunksLost = 0;               // the disk did not take them
    std::optional<Problem::Kind> trouble; // of the disk, now
    bool operator==(const RecorderVitals &) const = default;
};

class RecorderRounds
{
public:
    RecorderRounds(QString dataFolder, RecordingInlet &inlet) : m_dataFolder(std::move(dataFolder)), m_inlet(inlet) { }

    void round(const std::vector<RecordingOrder> &orders, Span now);
    void endAll(Span now);

    std::function<void(const CallId &)> onEnded;
    std::function<void(const CallId &, bool broken)> onBroken; // the disk takes nothing of it, or does again
    const RecorderVitals &vitals() const { return m_vitals; }

private:
    void carryOut(const StartRecording &start, Span now);
    void carryOut(const PauseRecording &pause, Span now);
    void carryOut(const ResumeRecording &resume, Span now);
    void carryOut(const StopRecording &stop, Span now);
    void drain(Span now);
    void give(const RecordedTick &tick, Span now);
    void weigh(CallRecording &recording, Span now);
    CallRecording *find(int room);

    QString m_dataFolder;
    RecordingInlet &m_inlet;
    std::unordered_map<int, CallRecording> m_rooms;
    std::vector<RecordedTick> m_early; // of rooms above m_lastOrdered
    int m_lastMet = 0;                 // the highest room that a tick was of
    int m_lastOrdered = 0;             // no start of this room or of one below is still to come
    RecorderVitals m_vitals;
    std::optional<Span> m_said; // when the log last heard of a trouble
};

} // namespace nightbell
