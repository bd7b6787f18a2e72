#include "audio/headset/headset_devices.h"

#include "audio/headset/sound_server.h"

#include <QAudioDevice>
#include <QCoreApplication>
#include <QLoggingCategory>
#include <QThread>

namespace nightbell {
namespace {

Q_LOGGING_CATEGORY(headsetLog, "nightbell.headset")

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds roundLength = 500ms; // a device that goes is not always told
constexpr std::chrono::milliseconds callRoundLength = 200ms;
constexpr std::chrono::milliseconds replaceWithin = 300ms; // then who was served is lost
constexpr std::chrono::milliseconds openWithin = 2s;       // of a call that waits for it
constexpr std::chrono::milliseconds openAtMost = 3s;       // then the device is given up
constexpr std::chrono::milliseconds silentFor = 30s;       // then it is tried again
constexpr unsigned long serverRoundMs = callRoundLength.count();
constexpr int leftBehindAtMost = 16; // threads

SoundDevice plain(const QAudioDevice &device) { return {QString::fromUtf8(device.id()), device.description()}; }

QAudioDevice find(const QString &id, const QList<QAudioDevice> &devices)
{
    const auto found = std::find_if(devices.begin(), devices.end(),
                                    [bytes = id.toUtf8()](const QAudioDevice &device) { return device.id() == bytes; });
    return found == devices.end() ? QAudioDevice() : *found;
}

} // namespace

HeadsetDevices::HeadsetDevices(const HeadsetChoices &chosen, std::chrono::milliseconds linger)
    : m_round(this)
    , m_linger(this)
{
    m_linger.setInterval(linger);
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
    openThread();
    m_round.start(roundLength);
    lookAround();
}

void HeadsetDevices::openThread()
{
    m_thread =
        std::make_unique<DeviceThread>(DeviceThread::Ears{.done = [this](const StreamReport &report) { take(report); },
                                                          .heard = [this](double peak) { Q_EMIT heard(peak); }});
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
        for (; !ended() && !soundServerAnswers(); QThread::msleep(serverRoundMs)) {
            QCoreApplication::sendPostedEvents(this);
            m_thread->listen();
            watch();
        }
    }
    if (!ended())
        m_plugged.find(this, [this] { follow(); });
}

QList<SoundDevice> HeadsetDevices::known(const QList<QAudioDevice> &devices) const
{
    QList<SoundDevice> all;
    for (const QAudioDevice &device : devices) {
        all << plain(device);
        all.last().answers = !m_silent.contains(all.last().id);
    }
    return all;
}

void HeadsetDevices::follow()
{
    m_silent.removeIf([](QHash<QString, QDeadlineTimer>::iterator each) { return each->hasExpired(); });
    m_plugged.holdConnection();
    m_status.microphones = known(m_plugged.microphones());
    m_status.speakers = known(m_plugged.speakers());
    const QString input = plain(m_plugged.preferredMicrophone()).id, output = plain(m_plugged.preferredSpeaker()).id;
    const auto use = [](DeviceChoice &choice, const QList<SoundDevice> &plugged, const QString &preferred) {
        choice.used = deviceToUse(choice.chosen, plugged, preferred);
    };
    use(m_status.microphone, m_status.microphones, input);
    use(m_status.speaker, m_status.speakers, output);
    use(m_status.alarmSpeaker, m_status.speakers, output);
    arrange();
    watchCall();
}

void HeadsetDevices::arrange()
{
    if (m_leftBehind < leftBehindAtMost)
        m_thread->wish({.microphone = find(m_status.microphone.used, m_plugged.microphones()),
                        .speaker = find(m_status.speaker.used, m_plugged.speakers()),
                        .alarmSpeaker = find(m_status.alarmSpeaker.used, m_plugged.speakers()),
                        .talk = m_post || m_status.rehearsal != Rehearsal::Off || m_linger.isActive(),
                        .post = m_post,
                        .muted = m_status.muted,
                        .hearSelf = m_status.rehearsal == Rehearsal::HearSelf,
                        .ringing = m_status.ringing});
    publish();
}

void HeadsetDevices::take(const StreamReport &report)
{
    m_report = report;
    m_status.microphone.fails = report.microphoneFails;
    m_status.speaker.fails = report.speakerFails;
    m_status.alarmSpeaker.fails = report.alarmFails;
    publish();
}

void HeadsetDevices::lookAround()
{
    waitForServer();
    follow();
    watch();
}

void HeadsetDevices::watch()
{
    watchThread();
    watchCall();
}

// A device that vanishes while it is opened holds its thread for ever.
void HeadsetDevices::watchThread()
{
    if (m_thread->busyFor() < openAtMost || m_leftBehind >= leftBehindAtMost)
        return;
    if (const QString device = QString::fromUtf8(m_thread->opening()); !device.isEmpty())
        m_silent.insert(device, QDeadlineTimer(silentFor));
    m_before = counts();
    m_report = {};
    ++m_leftBehind;
    openThread();
    follow();
}

bool HeadsetDevices::serves() const
{
    const auto fails = [](const DeviceChoice &choice) { return choice.used.isEmpty() || choice.fails; };
    return !fails(m_status.microphone) && !fails(m_status.speaker) && m_thread->busyFor() < openWithin;
}

void HeadsetDevices::watchCall()
{
    if (!m_post || serves()) {
        m_lostAt.reset();
    } else if (!m_lostAt) {
        m_lostAt = QDeadlineTimer(replaceWithin);
        QTimer::singleShot(replaceWithin, Qt::PreciseTimer, this, &HeadsetDevices::watchCall);
    } else if (m_lostAt->hasExpired() && !std::exchange(m_lostTold, true)) {
        qCWarning(headsetLog) << "the headset of a call is gone";
        Q_EMIT lost(m_post);
    }
}

HeadsetState HeadsetDevices::stateNow() const
{
    if (m_leftBehind >= leftBehindAtMost)
        return HeadsetState::GivenUp;
    if (m_status.microphones.isEmpty() && m_status.speakers.isEmpty())
        return HeadsetState::NoSoundServer;
    if (m_status.microphone.used.isEmpty() || m_status.speaker.used.isEmpty())
        return HeadsetState::DeviceMissing;
    if (m_status.microphone.fails || m_status.speaker.fails)
        return HeadsetState::DeviceSilent;
    return m_status.muted ? HeadsetState::Muted : HeadsetState::Ready;
}

void HeadsetDevices::publish()
{
    m_status.state = stateNow();
    m_status.open = m_report.listening && !m_status.microphone.used.isEmpty();
    m_status.inCall = m_post != nullptr;
    if (m_status == m_published)
        return;
    m_published = m_status;
    Q_EMIT changed(m_status);
}

void HeadsetDevices::serve(const std::shared_ptr<FramePost> &post)
{
    if (m_status.rehearsal == Rehearsal::HearSelf)
        m_status.rehearsal = Rehearsal::Level;
    m_post = post;
    m_lostAt.reset();
    m_lostTold = false;
    m_round.setInterval(callRoundLength);
    arrange();
}

void HeadsetDevices::release(const std::shared_ptr<FramePost> &post)
{
    if (m_post != post) // another call has the headset by now
        return;
    m_post = nullptr;
    m_linger.start();
    m_round.setInterval(roundLength);
    arrange();
}

Result<> HeadsetDevices::choose(HeadsetPart part, const QString &id)
{
    const auto &plugged = part == HeadsetPart::Microphone ? m_status.microphones : m_status.speakers;
    const auto is = [&id](const SoundDevice &each) { return each.id == id; };
    if (!id.isEmpty() && std::none_of(plugged.begin(), plugged.end(), is))
        return Problem{Problem::Kind::NotFound, QStringLiteral("no such sound device is plugged in")};
    DeviceChoice &choice = part == HeadsetPart::Microphone ? m_status.microphone
        : part == HeadsetPart::Speaker                     ? m_status.speaker
                                                           : m_status.alarmSpeaker;
    choice.chosen = id;
    m_silent.remove(id); // whoever chooses it wants it tried now
    follow();
    return {};
}

void HeadsetDevices::mute(bool muted)
{
    m_status.muted = muted;
    arrange();
}

void HeadsetDevices::rehearse(Rehearsal wanted)
{
    m_status.rehearsal = m_post ? std::min(wanted, Rehearsal::Level) : wanted;
    arrange();
}

void HeadsetDevices::ring(std::optional<AlarmTune> tune)
{
    m_status.ringing = tune;
    arrange();
}

void HeadsetDevices::play(HeadsetPart loudspeaker, Earcon earcon) { m_thread->play(loudspeaker, earcon); }

HeadsetCounts HeadsetDevices::counts() const
{
    HeadsetCounts all = m_before;
    all.toSound.gaps += m_report.counts.toSound.gaps;
    all.toSound.dropped += m_report.counts.toSound.dropped;
    all.fromSound.gaps += m_report.counts.fromSound.gaps;
    all.fromSound.dropped += m_report.counts.fromSound.dropped;
    all.reopened += m_report.counts.reopened;
    return all;
}

} // namespace nightbell
