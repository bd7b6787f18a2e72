// Which sound devices there are, as Qt tells it, but without those that Qt only remembers: after a server is gone Qt
// goes on listing its devices, and to open one that the next server does not have never ends.
#pragma once

#include <QAudioDevice>
#include <QDeadlineTimer>
#include <QMediaDevices>

#include <functional>
#include <memory>

namespace nightbell {

class PluggedDevices
{
public:
    // There is a server. Qt is first asked here.
    void find(QObject *context, const std::function<void()> &changed);
    void lose(); // there is none any more

    QList<QAudioDevice> microphones() const;
    QList<QAudioDevice> speakers() const;
    QAudioDevice preferredMicrophone() const; // null: none
    QAudioDevice preferredSpeaker() const;

private:
    QList<QAudioDevice> present(const QList<QAudioDevice> &listed) const;

    std::unique_ptr<QMediaDevices> m_media;
    QList<QAudioDevice> m_gone; // with their server
    QDeadlineTimer m_goneUntil; // by then Qt has found the next server, or it was the same one all the time
    bool m_lost = true;
};

} // namespace nightbell
