// The devices themselves, on the thread named "headset" and nowhere else: which are there, which are used, what is
// open.
#pragma once

#include "audio/device_choice.h"
#include "audio/headset/device_streams.h"
#include "audio/headset/plugged_devices.h"
#include "audio/headset_talk.h"
#include "desk/headset.h"

#include <QTimer>

#include <chrono>

namespace nightbell {

class HeadsetDevices : public QObject
{
    Q_OBJECT

public:
    explicit HeadsetDevices(const HeadsetChoices &chosen);
    ~HeadsetDevices() override;

    void begin(); // on the headset's thread, as everything below

    void serve(const std::shared_ptr<FramePost> &post);
    void release(const std::shared_ptr<FramePost> &post); // the devices stay open a while
    Result<> choose(HeadsetPart part, const QString &id);
    void mute(bool muted);
    void hearSelf(bool wanted);
    void ring(std::optional<AlarmTune> tune);
    HeadsetCounts counts() const;

Q_SIGNALS:
    void changed(const nightbell::HeadsetStatus &status);
    void heard(double peak);

private:
    template<class Stream> struct Open
    {
        QString id;
        std::unique_ptr<Stream> stream;
        qint64 samples = 0; // when it was last looked at
        int idleRounds = 0;
    };

    void follow();
    void arrange();
    void waitForServer();
    template<class Stream> bool changeTo(const QAudioDevice &device, const QString &id, Open<Stream> &open);
    void openMicrophone(const QString &id);
    void openSpeaker(const QString &id);
    void openAlarm(const QString &id);
    template<class Stream> void look(Open<Stream> &open);
    void lookAround();
    void publish();
    bool wanted() const;

    HeadsetStatus m_status;
    HeadsetStatus m_published;
    bool m_muted = false;
    bool m_arranging = false;
    bool m_arrangeAgain = false;
    std::uint64_t m_reopened = 0;
    HeadsetTalk m_talk;
    Open<MicrophoneStream> m_microphone;
    Open<SpeakerStream> m_speaker;
    Open<SpeakerStream> m_alarm;
    PluggedDevices m_plugged;
    QTimer m_round;
    QTimer m_linger;
};

} // namespace nightbell
