#include "scripted/real_pulse.h"

#include <QProcess>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

constexpr int answerWithinMs = 10'000;

} // namespace

RealPulse::RealPulse()
{
    qputenv("PULSE_SERVER", (u"unix:"_s + m_server.path(u"native"_s)).toUtf8());
    qputenv("PULSE_COOKIE", m_server.path(u"cookie"_s).toUtf8());
    qputenv("PULSE_RUNTIME_PATH", m_server.path(u"runtime"_s).toUtf8());
    qputenv("PULSE_STATE_PATH", m_server.path(u"state"_s).toUtf8());
    qunsetenv("DISPLAY"); // where a server of the desktop would be named
}

bool RealPulse::start()
{
    return m_server.start(
        u"pulseaudio"_s,
        {u"-n"_s, u"--daemonize=no"_s, u"--use-pid-file=no"_s, u"--exit-idle-time=-1"_s, u"--disable-shm"_s,
         u"--high-priority=no"_s, u"--realtime=no"_s, u"--log-target=stderr"_s,
         u"--load=module-native-protocol-unix auth-anonymous=1 socket="_s + m_server.path(u"native"_s)},
        [this] { return answers(); });
}

QString RealPulse::ask(const QStringList &arguments) const
{
    QProcess pactl;
    pactl.start(u"pactl"_s, arguments);
    pactl.waitForFinished(answerWithinMs);
    return pactl.exitCode() == 0 ? QString::fromUtf8(pactl.readAllStandardOutput()) : QString();
}

int RealPulse::load(const QString &module, const QStringList &arguments)
{
    bool loaded = false;
    const int number = ask(QStringList{u"load-module"_s, module} + arguments).trimmed().toInt(&loaded);
    return loaded ? number : -1;
}

void RealPulse::unload(int number) { ask({u"unload-module"_s, QString::number(number)}); }

int RealPulse::plugSpeaker(const QString &name) { return load(u"module-null-sink"_s, {u"sink_name="_s + name}); }

int RealPulse::plugMicrophone(const QString &name)
{
    const QString air = name + u"-air"_s;
    if (!ask({u"list"_s, u"short"_s, u"sinks"_s}).contains(air))
        plugSpeaker(air);
    return load(u"module-remap-source"_s, {u"source_name="_s + name, u"master="_s + air + u".monitor"_s});
}

} // namespace nightbell
