#include "audio/headset/device_thread.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QLoggingCategory>

#include <cstdio>
#include <cstdlib>
#include <unistd.h>

namespace nightbell {
namespace {

Q_LOGGING_CATEGORY(headsetLog, "nightbell.headset")

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds endWithin = 2s;

// When a program ends, libpulse waits for every thread that waits for it. All that matters is closed by then.
void endWithoutWaiting()
{
#ifdef Q_OS_LINUX
    const auto leave = [](int status, void *) {
        std::fflush(nullptr);
        _exit(status);
    };
    [[maybe_unused]] static const int registered = on_exit(leave, nullptr);
#endif
}

} // namespace

DeviceThread::DeviceThread(const Ears &ears) : m_streams(new HeadsetStreams), m_thread(std::make_unique<QThread>())
{
    m_thread->setObjectName(QStringLiteral("headset device"));
    m_streams->moveToThread(m_thread.get());
    QObject::connect(m_thread.get(), &QThread::finished, m_streams, &QObject::deleteLater);
    QObject::connect(m_streams, &HeadsetStreams::opens, &m_here, [this](const QByteArray &id) { m_opens = id; });
    QObject::connect(m_streams, &HeadsetStreams::heard, &m_here, ears.heard);
    QObject::connect(m_streams, &HeadsetStreams::done, &m_here, [this, done = ears.done](const StreamReport &report) {
        m_done = report.wish;
        m_sinceDone.start();
        m_opens.clear();
        done(report);
    });
    m_thread->start();
}

DeviceThread::~DeviceThread()
{
    m_streams->retire();
    m_thread->quit();
    if (!m_thread->wait(QDeadlineTimer(busyFor() > endWithin ? 0ms : endWithin)))
        leaveBehind();
}

void DeviceThread::leaveBehind()
{
    qCCritical(headsetLog) << "the sound server does not open or close a device; its thread is left behind";
    (void)m_thread.release();
    endWithoutWaiting();
}

void DeviceThread::wish(const StreamWish &wish)
{
    if (m_done == m_wished)
        m_sinceDone.start();
    QMetaObject::invokeMethod(m_streams,
                              [streams = m_streams, wish, number = ++m_wished] { streams->carryOut(wish, number); });
}

void DeviceThread::play(HeadsetPart loudspeaker, Earcon earcon)
{
    QMetaObject::invokeMethod(m_streams, [=, streams = m_streams] { streams->play(loudspeaker, earcon); });
}

void DeviceThread::listen() { QCoreApplication::sendPostedEvents(&m_here); }

std::chrono::milliseconds DeviceThread::busyFor() const
{
    return std::chrono::milliseconds(m_done == m_wished ? 0 : m_sinceDone.elapsed());
}

} // namespace nightbell
