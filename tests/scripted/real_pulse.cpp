#include "scripted/real_pulse.h"

#include <QTest>

#include <csignal>
#include <sys/prctl.h>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

constexpr int startWithinMs = 20'000;
constexpr int answerWithinMs = 10'000;

} // namespace

RealPulse::RealPulse()
{
    qputenv("PULSE_SERVER", (u"unix:"_s + m_folder.filePath(u"native"_s)).toUtf8());
    qputenv("PULSE_COOKIE", m_folder.filePath(u"cookie"_s).toUtf8());
    qputenv("PULSE_RUNTIME_PATH", m_folder.filePath(u"runtime"_s).toUtf8());
    qputenv("PULSE_STATE_PATH", m_folder.filePath(u"state"_s).toUtf8());
    qunsetenv("DISPLAY"); // where a server of the desktop would be named
}

bool RealPulse::start()
{
    m_server = std::make_unique<QProcess>();
    m_server->setProgram(u"pulseaudio"_s);
    m_server->setArguments(
        {u"-n"_s, u"--daemonize=no"_s, u"--use-pid-file=no"_s, u"--exit-idle-time=-1"_s, u"--disable-shm"_s,
         u"--high-priority=no"_s, u"--realtime=no"_s, u"--log-target=stderr"_s,
         u"--load=module-native-protocol-unix auth-anonymous=1 socket="_s + m_folder.filePath(u"native"_s)});
    m_server->setProcessChannelMode(QProcess::MergedChannels);
    m_server->setStandardOutputFile(m_folder.filePath(u"log"_s), QIODevice::Append);
    m_server->setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); });
    m_server->start();
    if (QTest::qWaitFor([this] { return m_server->state() == QProcess::NotRunning || answers(); }, startWithinMs)
        && m_server->state() != QProcess::NotRunning)
        return true;
    kill();
    QFile log(m_folder.filePath(u"log"_s));
    m_failure = u"pulseaudio does not come up (Debian: pulseaudio, pulseaudio-utils)\n"_s
        + (log.open(QIODevice::ReadOnly) ? QString::fromLocal8Bit(log.readAll().right(2'000)) : QString());
    return false;
}

void RealPulse::kill()
{
    if (!m_server)
        return;
    m_server->kill();
    m_server->waitForFinished(answerWithinMs);
    m_server.reset();
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
