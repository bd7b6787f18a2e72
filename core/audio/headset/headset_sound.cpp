#include "audio/headset/headset_sound.h"

#include "ask.h"
#include "audio/headset/headset_devices.h"

#include <QDeadlineTimer>
#include <QLoggingCategory>

namespace nightbell {
namespace {

Q_LOGGING_CATEGORY(headsetLog, "nightbell.headset")

constexpr std::chrono::seconds endWithin{5};

} // namespace

HeadsetSound::HeadsetSound(const HeadsetChoices &chosen, RememberDevice remember, std::chrono::milliseconds linger)
    : m_remember(std::move(remember))
    , m_devices(new HeadsetDevices(chosen, linger))
    , m_thread(std::make_unique<QThread>())
{
    m_thread->setObjectName(QStringLiteral("headset"));
    m_devices->moveToThread(m_thread.get());
    connect(m_thread.get(), &QThread::started, m_devices, &HeadsetDevices::begin);
    connect(m_thread.get(), &QThread::finished, m_devices, &QObject::deleteLater);
    connect(m_devices, &HeadsetDevices::heard, this, &Headset::heard);
    connect(m_devices, &HeadsetDevices::lost, this, &HeadsetSound::lost, Qt::DirectConnection);
    connect(m_devices, &HeadsetDevices::changed, m_devices, [this](const HeadsetStatus &status) {
        m_canBeHeard = !status.microphone.used.isEmpty() && !status.speaker.used.isEmpty();
    });
    connect(m_devices, &HeadsetDevices::changed, this, [this](const HeadsetStatus &status) {
        m_status = status;
        Q_EMIT changed(status);
    });
    m_thread->start();
}

HeadsetSound::~HeadsetSound()
{
    m_thread->requestInterruption();
    m_thread->quit();
    if (!m_thread->wait(QDeadlineTimer(endWithin))) {
        qCCritical(headsetLog) << "the sound server holds a device; it is left to the end of the program";
        (void)m_thread.release();
        endWithoutWaiting();
    }
}

QFuture<Result<>> HeadsetSound::choose(const Asker &asker, HeadsetPart part, const QString &id)
{
    return ask(m_devices, [=, devices = m_devices, remember = m_remember]() -> Result<> {
        if (!mayDo(asker.role, Right::Listen))
            return Problem{Problem::Kind::Refused, QStringLiteral("a headset is for those who may listen")};
        if (const Result<> chosen = devices->choose(part, id); !chosen)
            return chosen;
        return remember(part, id);
    });
}

void HeadsetSound::mute(bool muted)
{
    QMetaObject::invokeMethod(m_devices, [devices = m_devices, muted] { devices->mute(muted); });
}

void HeadsetSound::rehearse(Rehearsal wanted)
{
    QMetaObject::invokeMethod(m_devices, [devices = m_devices, wanted] { devices->rehearse(wanted); });
}

void HeadsetSound::ring(std::optional<AlarmTune> tune)
{
    QMetaObject::invokeMethod(m_devices, [devices = m_devices, tune] { devices->ring(tune); });
}

void HeadsetSound::play(HeadsetPart loudspeaker, Earcon earcon)
{
    QMetaObject::invokeMethod(m_devices, [=, devices = m_devices] { devices->play(loudspeaker, earcon); });
}

std::shared_ptr<FramePost> HeadsetSound::open()
{
    auto post = std::make_shared<FramePost>();
    QMetaObject::invokeMethod(m_devices, [devices = m_devices, post] { devices->serve(post); });
    return post;
}

void HeadsetSound::close(const std::shared_ptr<FramePost> &post)
{
    QMetaObject::invokeMethod(m_devices, [devices = m_devices, post] { devices->release(post); });
}

QFuture<HeadsetCounts> HeadsetSound::counts() const
{
    return ask(m_devices, [devices = m_devices] { return devices->counts(); });
}

} // namespace nightbell
