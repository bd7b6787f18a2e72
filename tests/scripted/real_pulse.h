// A real PulseAudio server of this test alone, in a temporary folder, gone afterwards: when the object goes, and also
// when the test crashes. Its devices are virtual: a loudspeaker is a null sink whose monitor is recorded, a microphone
// is the monitor of a null sink that is played to, under a name of its own (monitors are not shown to programs).
#pragma once

#include <QProcess>
#include <QTemporaryDir>

#include <memory>

namespace nightbell {

class RealPulse
{
public:
    RealPulse(); // this process and its children use the server from now on, running or not
    ~RealPulse() { kill(); }

    bool start(); // without devices; false: see failure()
    void kill();  // at once
    QString failure() const { return m_failure; }

    int load(const QString &module, const QStringList &arguments); // its number; -1: not loaded
    void unload(int number);
    int plugSpeaker(const QString &name);
    int plugMicrophone(const QString &name);         // play to name + "-air" to be heard
    QString ask(const QStringList &arguments) const; // pactl
    bool answers() const { return ask({QStringLiteral("info")}).contains(QStringLiteral("Server Name")); }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<QProcess> m_server;
    QString m_failure;
};

} // namespace nightbell
