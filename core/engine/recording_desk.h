// The recording of live calls from the key to the press. A call's key is asked for, never waited for; with it the
// recorder gives a room, and the sound thread is told to push into it. Lives on the engine's thread.
//
//   begin ─ keyOf ─> recorder.start ─> sound: RecordInto ─> begun
//   the call ends ─> sound closed ─ end ─> recorder.stop ─> the recorder's ended ─> press
#pragma once

#include "audio/recorder.h"
#include "audio/recording_press.h"
#include "audio/sound.h"
#include "engine/clock.h"

#include <QFuture>
#include <QHash>
#include <QSet>

#include <functional>

namespace nightbell {

using KeyOfCall = std::function<QFuture<Result<SealKey>>(const CallId &)>;

struct RecordingParts // all or none; they live longer than the sound
{
    Recorder *recorder = nullptr;
    RecordingPress *press = nullptr;
    KeyOfCall keyOf = {};
};

using KeyedCalls = QList<std::pair<CallId, SealKey>>;

class RecordingDesk : public QObject
{
    Q_OBJECT

public:
    RecordingDesk(RecordingParts parts, Clock &clock, Sound &sound);

    void begin(const CallId &call);  // begun or notBegun follows
    void giveUp(const CallId &call); // the call is over: what has not begun begins no more
    void pause(const CallId &call);
    void resume(const CallId &call);
    bool end(const CallId &call);       // once its sound is closed; true: some of it was recorded
    void press(const KeyedCalls &left); // of an earlier run

Q_SIGNALS:
    void begun(const nightbell::CallId &call);
    void notBegun(const nightbell::CallId &call);
    void broken(const nightbell::CallId &call, bool broken); // the disk takes nothing of it, or does again

private:
    struct Recorded
    {
        int room;
        SealKey key;
    };

    void start(const CallId &call, const SealKey &key);
    void pressEnded(const CallId &call);

    RecordingParts m_parts;
    Clock &m_clock;
    Sound &m_sound;
    QSet<CallId> m_asked; // for their keys
    QHash<CallId, Recorded> m_recorded;
    QHash<CallId, SealKey> m_ending; // the recorder still writes
};

} // namespace nightbell
