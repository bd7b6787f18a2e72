#include "audio/headset/plugged_devices.h"

#include <algorithm>
#include <utility>

namespace nightbell {
namespace {

constexpr std::chrono::seconds qtFindsWithin{5}; // it tries three seconds after a loss

} // namespace

void PluggedDevices::find(QObject *context, const std::function<void()> &changed)
{
    if (std::exchange(m_lost, false))
        m_goneUntil = QDeadlineTimer(qtFindsWithin);
    if (m_media)
        return;
    m_media = std::make_unique<QMediaDevices>();
    QObject::connect(m_media.get(), &QMediaDevices::audioInputsChanged, context, changed);
    QObject::connect(m_media.get(), &QMediaDevices::audioOutputsChanged, context, changed);
}

void PluggedDevices::lose()
{
    m_lost = true;
    if (m_media)
        m_gone = QMediaDevices::audioInputs() + QMediaDevices::audioOutputs();
}

// A device that the next server has too is listed anew, under another handle.
QList<QAudioDevice> PluggedDevices::present(const QList<QAudioDevice> &listed) const
{
    if (m_goneUntil.hasExpired())
        return listed;
    QList<QAudioDevice> found;
    for (const QAudioDevice &device : listed)
        if (std::none_of(m_gone.begin(), m_gone.end(),
                         [&device](const QAudioDevice &gone) { return gone.handle() == device.handle(); }))
            found << device;
    return found;
}

QList<QAudioDevice> PluggedDevices::microphones() const
{
    return m_lost ? QList<QAudioDevice>() : present(QMediaDevices::audioInputs());
}

QList<QAudioDevice> PluggedDevices::speakers() const
{
    return m_lost ? QList<QAudioDevice>() : present(QMediaDevices::audioOutputs());
}

QAudioDevice PluggedDevices::preferredMicrophone() const
{
    return m_lost ? QAudioDevice() : QMediaDevices::defaultAudioInput();
}

QAudioDevice PluggedDevices::preferredSpeaker() const
{
    return m_lost ? QAudioDevice() : QMediaDevices::defaultAudioOutput();
}

} // namespace nightbell
