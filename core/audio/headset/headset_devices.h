// Which devices are there, which are used, and whether they do what they should. Lives on the thread named "headset"
// and never waits for a device: those are opened on a thread of their own, which is given up when it does not answer.
#pragma once

#include "audio/device_choice.h"
#include "audio/headset/device_thread.h"
#include "audio/headset/plugged_devices.h"
#include "desk/headset.h"

#include <QDeadlineTimer>
#include <QHash>
#include <QTimer>

namespace nightbell {

class HeadsetDevices : public QObject
{
    Q_OBJECT

public:
    HeadsetDevices(const HeadsetChoices &chosen, std::chrono::milliseconds linger);
    ~HeadsetDevices() override;

    void begin(); // on the headset's thread, as everything below

    void serve(const std::shared_ptr<FramePost> &post);
    void release(const std::shared_ptr<FramePost> &post); // the devices stay open a while
    Result<> choose(HeadsetPart part, const QString &id);
    void mute(bool muted);
    void rehearse(Rehearsal wanted);
    void ring(std::optional<AlarmTune> tune);
    void play(HeadsetPart loudspeaker, Earcon earcon);
    HeadsetCounts counts() const;

Q_SIGNALS:
    void changed(const nightbell::HeadsetStatus &status);
    void heard(double peak);
    void lost(const std::shared_ptr<nightbell::FramePost> &post); // once: who is served hears nothing or is not heard

private:
    void openThread();
    void follow();
    void arrange();
    void take(const StreamReport &report);
    void waitForServer();
    void lookAround();
    void watch();
    void watchThread();
    void watchCall();
    bool serves() const;
    QList<SoundDevice> known(const QList<QAudioDevice> &devices) const;
    HeadsetState stateNow() const;
    void publish();

    HeadsetStatus m_status;
    HeadsetStatus m_published;
    std::shared_ptr<FramePost> m_post;
    std::optional<QDeadlineTimer> m_lostAt; // unless it gets better until then
    bool m_lostTold = false;
    QHash<QString, QDeadlineTimer> m_silent; // devices that did not open, and when they are tried again
    int m_leftBehind = 0;                    // threads
    StreamReport m_report;
    HeadsetCounts m_before; // of threads that were left behind
    PluggedDevices m_plugged;
    std::unique_ptr<DeviceThread> m_thread;
    QTimer m_round;
    QTimer m_linger;
};

} // namespace nightbell
