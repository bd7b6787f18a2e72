// One call as the recorder has it: ticks become sealed chunks in the call's file. Lives on the recorder's thread; time
// is passed in.
#pragma once

#include "audio/recording_file.h"
#include "instant.h"

namespace nightbell {

struct StartRecording
{
    int room = 0;
    CallId call;
    SealKey key;
    Instant began;
};

class CallRecording
{
public:
    CallRecording(QString dataFolder, StartRecording start); // goes on where an earlier part of it ended

    bool take(const RecordedTick &tick, Span now); // false: it is older than what was taken, or beyond the longest
    void pause();
    void resume() { m_paused = false; }
    void end(); // safe on the disk, as far as the disk takes it
    void flushIfDue(Span now);

    const CallId &call() const { return m_start.call; }
    bool setBroken(bool broken) { return std::exchange(m_broken, broken) != broken; } // true: it is news
    bool broken() const { return m_broken; }
    std::optional<Problem> takeTrouble() { return std::exchange(m_trouble, std::nullopt); } // of the last chunk
    int takeChunksLost() { return std::exchange(m_chunksLost, 0); }
    int takeChunksWritten() { return std::exchange(m_chunksWritten, 0); }

private:
    void flush();
    void write(quint32 tick, const QByteArray &plain);
    Result<> openFile();

    QString m_dataFolder;
    StartRecording m_start;
    std::unique_ptr<RecordingFile> m_file; // none while it cannot be opened
    std::vector<TickTracks> m_waiting;
    Span m_waitingSince{};
    std::optional<quint32> m_roomBegan; // the room's tick at which the recording's own count begins
    quint32 m_first = 0, m_next = 0;    // ticks of the recording: the first of those waiting, the next to come
    bool m_paused = false, m_broken = false;
    std::optional<Problem> m_trouble;
    int m_chunksLost = 0, m_chunksWritten = 0;
};

} // namespace nightbell
