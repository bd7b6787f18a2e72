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
enum class AlarmTune { Gentle, Urgent, Emergency };

enum class HeadsetState {
    Ready,
    Muted,
    DeviceMissing, // no microphone, or no loudspeaker
    NoSoundServer, // no sound device at all can be seen
};

struct SoundDevice
{
    QString id;
    QString name; // for people
    bool operator==(const SoundDevice &) const = default;
};

struct DeviceChoice
{
    QString chosen; // the id of a device, plugged in or not; empty: whatever the system prefers
    QString used;   // the id of what stands in for it now; empty: none is there
    bool operator==(const DeviceChoice &) const = default;
};

struct HeadsetStatus
{
    HeadsetState state = HeadsetState::NoSoundServer;
    QList<SoundDevice> microphones;
    QList<SoundDevice> speakers;
    DeviceChoice microphone;
    DeviceChoice speaker;
    DeviceChoice alarmSpeaker;
    bool open = false;                // the microphone is
    bool hearsSelf = false;           // somebody listens to themselves, a moment later
    std::optional<AlarmTune> ringing; // heard only where alarmSpeaker.used is not empty
    bool operator==(const HeadsetStatus &) const = default;
};

class Headset : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual HeadsetStatus status() const = 0;

    // Refused without the right to listen; NotFound when no such device is there. An empty id: what the system prefers.
    virtual QFuture<Result<>> choose(const Asker &asker, HeadsetPart part, const QString &id) = 0;
    virtual void mute(bool muted) = 0;
    virtual void hearSelf(bool wanted) = 0;               // not while a call is heard
    virtual void ring(std::optional<AlarmTune> tune) = 0; // until the next; nothing: silence

Q_SIGNALS:
    void changed(const nightbell::HeadsetStatus &status);
    void heard(double peak); // the microphone, 0 to 1, ten times a second while it is open
};

} // namespace nightbell
