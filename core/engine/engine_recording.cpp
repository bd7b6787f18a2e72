// The engine and the recording of its calls: told to the desk, and back into the call what became of it.
#include "engine/engine.h"
#include "engine/logging.h"

namespace nightbell {

void Engine::listenToRecording()
{
    if (!m_parts.recording.recorder)
        return;
    m_recording = std::make_unique<RecordingDesk>(m_parts.recording, m_parts.clock, m_parts.sound);
    connect(m_recording.get(), &RecordingDesk::begun, this, [this](const CallId &call) {
        if (const auto live = m_calls.value(call); live && live->call.summary().live())
            take(*live, RecordingStarted{});
    });
    connect(m_recording.get(), &RecordingDesk::notBegun, this, [this] { ++m_counts.notRecorded; });
    connect(m_recording.get(), &RecordingDesk::broken, this, [this](const CallId &call, bool broken) {
        if (const auto live = m_calls.value(call); live && live->call.summary().live())
            take(*live, broken ? Happening(RecordingBroken{}) : Happening(RecordingMended{}));
    });
}

void Engine::recordCall(LiveCall &live, RecordCall::Step step)
{
    if (!m_recording) {
        ++m_counts.notRecorded;
        qCWarning(logEngine) << "call" << live.id().text() << "is not recorded: this engine has no recorder";
        return;
    }
    switch (step) {
    case RecordCall::Step::Begin:
        return m_recording->begin(live.id());
    case RecordCall::Step::Pause:
        return m_recording->pause(live.id());
    case RecordCall::Step::Resume:
        return m_recording->resume(live.id());
    }
}

// The sound pushes no more.
void Engine::endRecording(LiveCall &live)
{
    if (m_recording && m_recording->end(live.id()))
        take(live, RecordingStopped{});
}

TestRecording Engine::testRecording()
{
    return {m_recording.get(), m_parts.testClinic,
            [this](const CallId &call, const Happening &what) { keep(m_parts.testClinic, call, what); }};
}

void Engine::pressRecordings(const KeyedCalls &left)
{
    if (m_recording)
        m_recording->press(left);
}

} // namespace nightbell
