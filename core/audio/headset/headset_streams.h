// The open devices and the talk between them. Opening and closing a device waits for the sound server, so they live on
// a thread of their own, "headset device", and nowhere else; they are told whole wishes and answer with reports.
#pragma once

#include "audio/alarm_sound.h"
#include "audio/earcon_sound.h"
#include "audio/headset/device_streams.h"
#include "audio/headset_talk.h"
#include "desk/headset.h"

#include <QAudioDevice>
#include <QElapsedTimer>
#include <QObject>

#include <atomic>

namespace nightbell {

struct StreamWish // null devices: none is there
{
    QAudioDevice microphone, speaker, alarmSpeaker;
    bool talk = false; // microphone and loudspeaker are open
    std::shared_ptr<FramePost> post;
    bool muted = false;
    bool hearSelf = false;
    std::optional<AlarmTune> ringing;
};

struct StreamReport
{
    quint64 wish = 0; // the number of the last one that is carried out
    bool listening = false;
    bool microphoneFails = false, speakerFails = false, alarmFails = false;
    HeadsetCounts counts;
};

class HeadsetStreams : public QObject
{
    Q_OBJECT

public:
    HeadsetStreams();
    ~HeadsetStreams() override;

    void carryOut(const StreamWish &wish, quint64 number); // on their thread; asked for again, it looks after them
    void play(HeadsetPart loudspeaker, Earcon earcon);
    void retire() { m_retired = true; } // from any thread: no sound is touched any more, should this one wake up

Q_SIGNALS:
    void opens(const QByteArray &device); // is about to; it may never come back
    void done(const nightbell::StreamReport &report);
    void heard(double peak);

private:
    template<class Stream> struct Open
    {
        QByteArray id;
        std::unique_ptr<Stream> stream;
        qint64 samples = 0; // when it was last looked at
        QElapsedTimer idle;
        bool fails = false; // it was closed for being silent, and has given no sound since
    };

    void arrange();
    void arrangeTalk();
    template<class Stream> bool changeTo(const QAudioDevice &device, Open<Stream> &open);
    void openMicrophone(const QAudioDevice &device);
    void openSpeaker(const QAudioDevice &device);
    void openAlarm(const QAudioDevice &device);
    void fillSpeaker(std::span<std::int16_t> samples);
    void fillAlarm(std::span<std::int16_t> samples);
    template<class Stream> void look(Open<Stream> &open);

    std::atomic<bool> m_retired = false;
    StreamWish m_wish;
    bool m_arranging = false;
    bool m_arrangeAgain = false;
    std::uint64_t m_reopened = 0;
    HeadsetTalk m_talk;
    std::optional<AlarmTune> m_ringing;
    AlarmPlace m_ringingAt = AlarmPlace::Room;
    std::optional<AlarmSound> m_alarmSound;
    EarconSound m_speakerEarcon, m_alarmEarcon;
    Open<MicrophoneStream> m_microphone;
    Open<SpeakerStream> m_speaker;
    Open<SpeakerStream> m_alarm;
};

} // namespace nightbell
