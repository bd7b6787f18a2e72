// This machine's headset and the loudspeaker for alarms. Devices come and go; what is chosen is remembered, what is
// used meanwhile is shown beside it.
#pragma once

#include "desk/asker.h"
#include "result.h"

#include <QFuture>
#include <QList>
#include <QObject>

#include <optional>

namespace nightbell {

enum class HeadsetPart { Microphone, Speaker, AlarmSpeaker };
enum class AlarmTune { Gentle, Hurried, Urgent, Emergency }; // the gravest last
enum class Earcon { Yours, Someones, Lost, Test };           // heard once
enum class Rehearsal { Off, Level, HearSelf };               // Level: the devices are open, the level is told
enum class HeadsetState {
    Starting, // nobody has looked yet
    Ready,
    Muted,
    DeviceSilent,  // one is there, but gives or takes no sound
    DeviceMissing, // no microphone, or no loudspeaker
    NoSoundServer, // no sound device at all can be seen
    GivenUp,       // the sound server keeps too many devices; only a new start of the program helps
};

struct SoundDevice
{
    QString id;
    QString name;        // for people
    bool answers = true; // false: it did not open in time, is not used, and is tried again later
    bool operator==(const SoundDevice &) const = default;
};

struct DeviceChoice
{
    QString chosen;     // the id of a device, plugged in or not; empty: whatever the system prefers
    QString used;       // the id of what stands in for it now; empty: none is there
    bool fails = false; // what is used gives or takes no sound
    bool operator==(const DeviceChoice &) const = default;
};

struct HeadsetStatus
{
    HeadsetState state = HeadsetState::Starting;
    QList<SoundDevice> microphones;
    QList<SoundDevice> speakers;
    DeviceChoice microphone;
    DeviceChoice speaker;
    DeviceChoice alarmSpeaker;
    bool open = false; // the microphone is
    bool muted = false;
    bool inCall = false;
    Rehearsal rehearsal = Rehearsal::Off;
    std::optional<AlarmTune> ringing;
    bool operator==(const HeadsetStatus &) const = default;
};

inline bool alarmsAreHeard(const HeadsetStatus &status)
{
    return status.state == HeadsetState::Starting
        || (!status.alarmSpeaker.used.isEmpty() && !status.alarmSpeaker.fails);
}

class Headset : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual HeadsetStatus status() const = 0;

    // Refused without the right to listen; NotFound when no such device is there. An empty id: what the system prefers.
    virtual QFuture<Result<>> choose(const Asker &asker, HeadsetPart part, const QString &id) = 0;
    virtual void mute(bool muted) = 0;
    virtual void rehearse(Rehearsal wanted) = 0;          // nobody hears themselves while a call is heard
    virtual void ring(std::optional<AlarmTune> tune) = 0; // until the next; nothing: silence
    virtual void play(HeadsetPart loudspeaker, Earcon earcon) = 0;

Q_SIGNALS:
    void changed(const nightbell::HeadsetStatus &status);
    void heard(double peak); // the microphone, 0 to 1, ten times a second while it is open
};

} // namespace nightbell
