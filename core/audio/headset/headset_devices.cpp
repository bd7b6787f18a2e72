#include "audio/headset/headset_devices.h"

#include "audio/alarm_sound.h"
#include "audio/headset/sound_server.h"

#include <QAudioDevice>
#include <QCoreApplication>
#include <QLoggingCategory>
#include <QThread>

namespace nightbell {
namespace {

Q_LOGGING_CATEGORY(headsetLog, "nightbell.headset")

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds linger = 10s;        // the next call is often near, and opening takes its time
constexpr std::chrono::milliseconds roundLength = 500ms; // a device that goes is not always told
constexpr unsigned long serverRoundMs = 200;
constexpr int idleRoundsAtMost = 10; // a device may take 2 s to begin

SoundDevice plain(const QAudioDevice &device) { return {QString::fromUtf8(device.id()), device.description()}; }

QList<SoundDevice> plain(const QList<QAudioDevice> &devices)
{
    QList<SoundDevice> all;
    for (const QAudioDevice &device : devices)
        all << plain(device);
    return all;
}

QAudioDevice find(const QString &id, const QList<QAudioDevice> &devices)
{
    const auto found = std::find_if(devices.begin(), devices.end(),
                                    [bytes = id.toUtf8()](const QAudioDevice &device) { return device.id() == bytes; });
    return found == devices.end() ? QAudioDevice() : *found;
}

HeadsetState stateOf(const HeadsetStatus &status, bool muted)
{
    if (status.microphones.isEmpty() && status.speakers.isEmpty())
        return HeadsetState::NoSoundServer;
    if (status.microphone.used.isEmpty() || status.speaker.used.isEmpty())
        return HeadsetState::DeviceMissing;
    return muted ? HeadsetState::Muted : HeadsetState::Ready;
}

} // namespace

HeadsetDevices::HeadsetDevices(const HeadsetChoices &chosen)
    : m_talk([this](double peak) { Q_EMIT heard(peak); })
    , m_round(this)
    , m_linger(this)
{
    m_status.microphone.chosen = chosen.microphone;
    m_status.speaker.chosen = chosen.speaker;
    m_status.alarmSpeaker.chosen = chosen.alarmSpeaker;
}

HeadsetDevices::~HeadsetDevices() = default;

void HeadsetDevices::begin()
{
    connect(&m_round, &QTimer::timeout, this, &HeadsetDevices::lookAround);
    connect(&m_linger, &QTimer::timeout, this, &HeadsetDevices::arrange);
    m_linger.setSingleShot(true);
    m_round.start(roundLength);
    lookAround();
}

// Qt looks for a server when it is first asked, and again three seconds after losing one; if there is none at that
// moment it never looks again. So Qt is not asked, and its timers on this thread do not run, until there is one. What
// is asked of this object is done meanwhile.
void HeadsetDevices::waitForServer()
{
    const auto ended = [] { return QThread::currentThread()->isInterruptionRequested(); };
    if (!soundServerAnswers()) {
        qCWarning(headsetLog) << "no sound server";
        m_plugged.lose();
        follow();
        for (; !ended() && !soundServerAnswers(); QThread::msleep(serverRoundMs))
            QCoreApplication::sendPostedEvents(this);
    }
    if (!ended())
        m_plugged.find(this, [this] { follow(); });
}

void HeadsetDevices::follow()
{
    m_status.microphones = plain(m_plugged.microphones());
    m_status.speakers = plain(m_plugged.speakers());
    const QString input = plain(m_plugged.preferredMicrophone()).id, output = plain(m_plugged.preferredSpeaker()).id;
    const auto use = [](DeviceChoice &choice, const QList<SoundDevice> &plugged, const QString &preferred) {
        choice.used = deviceToUse(choice.chosen, plugged, preferred);
    };
    use(m_status.microphone, m_status.microphones, input);
    use(m_status.speaker, m_status.speakers, output);
    use(m_status.alarmSpeaker, m_status.speakers, output);
    arrange();
}

bool HeadsetDevices::wanted() const { return m_talk.post() || m_status.hearsSelf || m_linger.isActive(); }

// Opens what is wanted and not open, closes what is open and not wanted. A stream that closes lets Qt deliver events,
// so that something new may be wanted before this one is done.
void HeadsetDevices::arrange()
{
    m_arrangeAgain = true;
    if (std::exchange(m_arranging, true))
        return;
    while (std::exchange(m_arrangeAgain, false)) {
        openSpeaker(wanted() ? m_status.speaker.used : QString());
        openMicrophone(wanted() ? m_status.microphone.used : QString());
        openAlarm(m_status.ringing ? m_status.alarmSpeaker.used : QString());
    }
    m_arranging = false;
    m_status.open = m_microphone.stream != nullptr;
    m_status.state = stateOf(m_status, m_muted);
    publish();
}

// Whether it is another device than the one that is open, which is closed then. A stream without a device neither
// starts nor complains, so an absent one is not opened.
template<class Stream> bool HeadsetDevices::changeTo(const QAudioDevice &device, const QString &id, Open<Stream> &open)
{
    if (id == open.id)
        return false;
    std::exchange(open, {});
    open.id = device.isNull() ? QString() : id;
    return !device.isNull();
}

void HeadsetDevices::openMicrophone(const QString &id)
{
    const QAudioDevice device = find(id, m_plugged.microphones());
    if (!changeTo(device, id, m_microphone))
        return;
    m_microphone.stream = std::make_unique<MicrophoneStream>(device, [this](std::span<const std::int16_t> samples) {
        const int toBeHeardMs = m_speaker.stream ? m_speaker.stream->bufferedMs() : 0;
        const int sinceHeardMs = m_microphone.stream ? m_microphone.stream->bufferedMs() : 0;
        m_talk.hear(samples, toBeHeardMs + sinceHeardMs);
    });
}

void HeadsetDevices::openSpeaker(const QString &id)
{
    const QAudioDevice device = find(id, m_plugged.speakers());
    if (changeTo(device, id, m_speaker))
        m_speaker.stream =
            std::make_unique<SpeakerStream>(device, [this](std::span<std::int16_t> samples) { m_talk.fill(samples); });
}

void HeadsetDevices::openAlarm(const QString &id)
{
    const QAudioDevice device = find(id, m_plugged.speakers());
    if (changeTo(device, id, m_alarm))
        m_alarm.stream = std::make_unique<SpeakerStream>(
            device,
            [sound = AlarmSound(*m_status.ringing)](std::span<std::int16_t> samples) mutable { sound.fill(samples); });
}

// A stream that stopped, or that asks and gives nothing any more without a word, is closed; follow() opens it again.
template<class Stream> void HeadsetDevices::look(Open<Stream> &open)
{
    if (!open.stream)
        return;
    open.idleRounds = open.stream->samples() == open.samples ? open.idleRounds + 1 : 0;
    open.samples = open.stream->samples();
    if (!open.stream->stopped() && open.idleRounds <= idleRoundsAtMost)
        return;
    qCWarning(headsetLog) << "a device went quiet and is opened again";
    ++m_reopened;
    std::exchange(open, {});
}

void HeadsetDevices::lookAround()
{
    waitForServer();
    look(m_microphone);
    look(m_speaker);
    look(m_alarm);
    follow();
}

void HeadsetDevices::publish()
{
    if (m_status == m_published)
        return;
    m_published = m_status;
    Q_EMIT changed(m_status);
}

void HeadsetDevices::serve(const std::shared_ptr<FramePost> &post)
{
    m_status.hearsSelf = false;
    m_talk.hearSelf(false);
    m_talk.serve(post);
    arrange();
}

void HeadsetDevices::release(const std::shared_ptr<FramePost> &post)
{
    if (m_talk.post() != post) // another call has the headset by now
        return;
    m_talk.serve(nullptr);
    m_linger.start(linger);
    arrange();
}

Result<> HeadsetDevices::choose(HeadsetPart part, const QString &id)
{
    const auto &plugged = part == HeadsetPart::Microphone ? m_status.microphones : m_status.speakers;
    if (!id.isEmpty() && deviceToUse(id, plugged, {}) != id)
        return Problem{Problem::Kind::NotFound, QStringLiteral("no such sound device is plugged in")};
    DeviceChoice &choice = part == HeadsetPart::Microphone ? m_status.microphone
        : part == HeadsetPart::Speaker                     ? m_status.speaker
                                                           : m_status.alarmSpeaker;
    choice.chosen = id;
    follow();
    return {};
}

void HeadsetDevices::mute(bool muted)
{
    m_muted = muted;
    m_talk.mute(muted);
    arrange();
}

void HeadsetDevices::hearSelf(bool wanted)
{
    m_status.hearsSelf = wanted && !m_talk.post();
    m_talk.hearSelf(m_status.hearsSelf);
    arrange();
}

void HeadsetDevices::ring(std::optional<AlarmTune> tune)
{
    if (tune == m_status.ringing)
        return;
    m_status.ringing = tune;
    std::exchange(m_alarm, {});
    arrange();
}

HeadsetCounts HeadsetDevices::counts() const
{
    HeadsetCounts counts{.reopened = m_reopened};
    m_talk.countInto(counts);
    return counts;
}

} // namespace nightbell
