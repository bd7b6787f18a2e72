// What is true of the calls' sound this moment, gathered for the windows: levels, who speaks, how good the line is.
// Lives on the engine's thread; nothing of it is an event.
#pragma once

#include "audio/sound.h"
#include "engine/clock.h"

#include <QHash>

namespace nightbell {

class LiveSounds : public QObject
{
    Q_OBJECT

public:
    using StaffOf = std::function<StaffId(const CallId &, const LegId &)>; // empty: nobody of the staff
    LiveSounds(const Sound &sound, const Clock &clock, StaffOf staffOf);

Q_SIGNALS:
    void heard(const QList<nightbell::LiveSound> &calls); // whole values of all that have sound

private:
    void levels(const QList<CallLevels> &calls);
    void callerSpeech(const CallId &call, bool speaks, std::chrono::steady_clock::time_point since);

    const Clock &m_clock;
    const StaffOf m_staffOf;
    QHash<CallId, LiveSound> m_now;
};

} // namespace nightbell
