// A real PulseAudio server of this test alone. Its devices are virtual: a loudspeaker is a null sink whose monitor is
// recorded, a microphone is the monitor of a null sink that is played to, under a name of its own (monitors are not
// shown to programs).
#pragma once

#include "scripted/real_server.h"

namespace nightbell {

class RealPulse
{
public:
    RealPulse(); // this process and its children use the server from now on, running or not

    bool start(); // without devices; false: see failure()
    void kill() { m_server.kill(); }
    void hold() const { m_server.hold(); }
    void goOn() const { m_server.goOn(); }
    QString failure() const { return m_server.failure(); }

    int load(const QString &module, const QStringList &arguments); // its number; -1: not loaded
    void unload(int number);
    int plugSpeaker(const QString &name);
    int plugMicrophone(const QString &name);         // play to name + "-air" to be heard
    QString ask(const QStringList &arguments) const; // pactl
    bool answers() const { return ask({QStringLiteral("info")}).contains(QStringLiteral("Server Name")); }

private:
    RealServer m_server{QStringLiteral("pulseaudio, pulseaudio-utils")};
};

} // namespace nightbell
