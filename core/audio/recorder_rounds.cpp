#include "audio/recorder_rounds.h"

#include <QLoggingCategory>

namespace nightbell {
namespace {

Q_LOGGING_CATEGORY(log, "nightbell.recording")

constexpr Span saidAgainAfter = std::chrono::minutes{1};

} // namespace

void RecorderRounds::round(const std::vector<RecordingOrder> &orders, Span now)
{
    const int metBefore = m_lastMet; // its start was ordered before its first tick, so before these orders were taken
    for (const RecordingOrder &order : orders)
        std::visit([&](const auto &what) { carryOut(what, now); }, order);
    m_lastOrdered = metBefore;
    drain(now);
    for (auto &[room, recording] : m_rooms) {
        recording.flushIfDue(now);
        weigh(recording, now);
    }
    m_vitals.recording = int(m_rooms.size());
    m_vitals.ticksLost = m_inlet.lost.load(std::memory_order_relaxed);
}

void RecorderRounds::endAll(Span now)
{
    while (!m_rooms.empty())
        carryOut(StopRecording{m_rooms.begin()->first}, now);
}

void RecorderRounds::carryOut(const StartRecording &start, Span)
{
    m_rooms.try_emplace(start.room, m_dataFolder, start);
}

void RecorderRounds::carryOut(const PauseRecording &pause, Span)
{
    if (CallRecording *recording = find(pause.room))
        recording->pause();
}

void RecorderRounds::carryOut(const ResumeRecording &resume, Span now)
{
    drain(now);
    if (CallRecording *recording = find(resume.room))
        recording->resume();
}

void RecorderRounds::carryOut(const StopRecording &stop, Span now)
{
    drain(now);
    CallRecording *recording = find(stop.room);
    if (!recording)
        return;
    recording->end();
    weigh(*recording, now);
    const CallId call = recording->call();
    m_rooms.erase(stop.room);
    if (onEnded)
        onEnded(call);
}

void RecorderRounds::drain(Span now)
{
    for (const RecordedTick &tick : std::exchange(m_early, {}))
        give(tick, now);
    RecordedTick tick;
    for (std::size_t i = 0; i < recordedTicksWaiting && m_inlet.waiting.pop(tick); ++i)
        give(tick, now);
}

void RecorderRounds::give(const RecordedTick &tick, Span now)
{
    m_lastMet = std::max(m_lastMet, tick.room);
    CallRecording *recording = find(tick.room);
    if (!recording && tick.room > m_lastOrdered && m_early.size() < recordedTicksWaiting)
        m_early.push_back(tick);
    else if (!recording || !recording->take(tick, now))
        ++m_vitals.ticksStray;
}

void RecorderRounds::weigh(CallRecording &recording, Span now)
{
    const int written = recording.takeChunksWritten();
    m_vitals.chunksWritten += quint64(written);
    m_vitals.chunksLost += quint64(recording.takeChunksLost());
    const auto trouble = recording.takeTrouble();
    if (const bool broken = trouble || (recording.broken() && !written); recording.setBroken(broken) && onBroken)
        onBroken(recording.call(), broken);
    if (trouble)
        m_vitals.trouble = trouble->kind;
    else if (written)
        m_vitals.trouble.reset();
    if (!trouble || (m_said && now - *m_said < saidAgainAfter))
        return;
    m_said = now;
    qCWarning(log).noquote() << "call" << recording.call().text() << "is not recorded whole:" << trouble->detail << "-"
                             << m_vitals.chunksLost << "chunks lost in all";
}

CallRecording *RecorderRounds::find(int room)
{
    const auto found = m_rooms.find(room);
    return found == m_rooms.end() ? nullptr : &found->second;
}

} // namespace nightbell
