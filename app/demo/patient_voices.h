// The voices of the demo's patients: flite's others than the assistant's own, each a little higher or lower. Rendered
// on one thread of their own.
#pragma once

#include "audio/sound.h"

#include <QFuture>
#include <QThread>

#include <functional>

namespace nightbell {

class PatientVoices : public QObject
{
    Q_OBJECT

public:
    PatientVoices();
    ~PatientVoices() override;

    static QStringList names();

    // Ready on the caller's thread; empty where there is no such voice.
    QFuture<Pcm> say(const QString &voice, double pitch, const QString &words);

private:
    QObject m_here; // on the thread
    QThread m_thread;
};

} // namespace nightbell
