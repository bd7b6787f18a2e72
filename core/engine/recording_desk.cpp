#include "engine/recording_desk.h"

#include "ask.h"
#include "engine/logging.h"

namespace nightbell {

RecordingDesk::RecordingDesk(RecordingParts parts, Clock &clock, Sound &sound)
    : m_parts(std::move(parts))
    , m_clock(clock)
    , m_sound(sound)
{
    connect(m_parts.recorder, &Recorder::ended, this, &RecordingDesk::pressEnded, Qt::QueuedConnection);
    connect(m_parts.recorder, &Recorder::brokenChanged, this, &RecordingDesk::broken, Qt::QueuedConnection);
}

void RecordingDesk::begin(const CallId &call)
{
    Q_ASSERT(!m_asked.contains(call) && !m_recorded.contains(call));
    m_asked.insert(call);
    whenDone(m_parts.keyOf(call), this, [this, call](const Result<SealKey> &key) {
        if (!m_asked.remove(call))
            return; // it was given up meanwhile
        if (key)
            return start(call, key.value());
        qCWarning(logEngine).noquote() << "call" << call.text()
                                       << "is not recorded, its key cannot be had:" << key.problem().detail;
        Q_EMIT notBegun(call);
    });
}

void RecordingDesk::giveUp(const CallId &call) { m_asked.remove(call); }

void RecordingDesk::start(const CallId &call, const SealKey &key)
{
    const int room = m_parts.recorder->start(call, key, m_clock.now());
    m_recorded.insert(call, {room, key});
    m_sound.wish(call, RecordInto{&m_parts.recorder->inlet(), room});
    Q_EMIT begun(call);
}

void RecordingDesk::pause(const CallId &call)
{
    if (const auto found = m_recorded.constFind(call); found != m_recorded.cend())
        m_parts.recorder->pause(found->room);
}

void RecordingDesk::resume(const CallId &call)
{
    if (const auto found = m_recorded.constFind(call); found != m_recorded.cend())
        m_parts.recorder->resume(found->room);
}

bool RecordingDesk::end(const CallId &call)
{
    const auto found = m_recorded.constFind(call);
    if (found == m_recorded.cend())
        return false;
    m_parts.recorder->stop(found->room);
    m_ending.insert(call, found->key);
    m_recorded.erase(found);
    return true;
}

void RecordingDesk::pressEnded(const CallId &call)
{
    if (const auto found = m_ending.constFind(call); found != m_ending.cend()) {
        m_parts.press->add(call, *found);
        m_ending.erase(found);
    }
}

void RecordingDesk::press(const KeyedCalls &left)
{
    for (const auto &[call, key] : left)
        if (!m_recorded.contains(call) && !m_ending.contains(call)) // those have a file that still grows
            m_parts.press->add(call, key);
}

} // namespace nightbell
