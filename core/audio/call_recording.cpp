#include "audio/call_recording.h"

#include "audio/recording_folder.h"

namespace nightbell {
namespace {

constexpr Span waitsAtMost{850}; // with a round of the recorder less than a second

}

CallRecording::CallRecording(QString dataFolder, StartRecording start)
    : m_dataFolder(std::move(dataFolder))
    , m_start(std::move(start))
{
    if (const Result<> opened = openFile()) // what the disk refuses now is tried again with the first chunk
        m_next = m_file->nextTick();
    else
        m_trouble = opened.problem();
}

bool CallRecording::take(const RecordedTick &tick, Span now)
{
    if (!m_roomBegan)
        m_roomBegan = tick.tick - m_next;
    const quint32 at = tick.tick - *m_roomBegan;
    if (at < m_next || at >= recordedTicksAtMost)
        return false;
    if (m_paused) {
        m_next = at + 1;
        return true;
    }
    if (!m_waiting.empty() && at - m_first >= chunkTicks)
        flush();
    if (m_waiting.empty()) {
        m_first = at;
        m_waitingSince = now;
    }
    m_waiting.resize(at - m_first, silentTick()); // ticks that were lost on the way
    m_waiting.push_back(tracksOf(tick));
    m_next = at + 1;
    if (m_waiting.size() == chunkTicks)
        flush();
    return true;
}

void CallRecording::pause()
{
    if (m_paused)
        return;
    flush();
    m_paused = true;
    write(m_next, markChunk(ChunkKind::Paused));
}

void CallRecording::end()
{
    flush();
    write(m_next, markChunk(ChunkKind::Ended));
    if (m_file)
        if (const Result<> synced = m_file->sync(); !synced)
            m_trouble = synced.problem();
}

void CallRecording::flushIfDue(Span now)
{
    if (!m_waiting.empty() && now - m_waitingSince >= waitsAtMost)
        flush();
}

void CallRecording::flush()
{
    if (m_waiting.empty())
        return;
    QByteArray plain = soundChunk(m_waiting);
    m_waiting.clear();
    write(m_first, plain);
    wipe(plain);
}

void CallRecording::write(quint32 tick, const QByteArray &plain)
{
    Result<> done = m_file ? Result<>() : openFile();
    if (done)
        done = m_file->append(tick, plain);
    if (done) {
        ++m_chunksWritten;
    } else {
        ++m_chunksLost;
        m_trouble = done.problem();
    }
}

Result<> CallRecording::openFile()
{
    QString path = findRecording(m_dataFolder, m_start.call);
    if (path.isEmpty()) {
        const auto made = makeRecordingPath(m_dataFolder, m_start.call, m_start.began);
        if (!made)
            return made.problem();
        path = made.value();
    }
    auto file = RecordingFile::open(path, RecordingForm::G711, m_start.call, m_start.key);
    if (!file)
        return file.problem();
    m_file = std::move(file).value();
    return {};
}

} // namespace nightbell
