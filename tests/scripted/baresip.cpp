#include "scripted/baresip.h"

#include "scripted/free_ports.h"

#include <QDateTime>
#include <QDir>
#include <QStandardPaths>
#include <QTest>
#include <QtEndian>

#include <csignal>
#include <sys/prctl.h>

namespace nightbell::scripted {

namespace {

constexpr int startWithinMs = 10'000;
constexpr int stopWithinMs = 2'000;
constexpr qsizetype wavHeaderBytes = 44;

quint16 freePair() // two neighbours
{
    for (;;) {
        const quint16 port = freeSipPort();
        QTcpServer next;
        if (port < 65'535 && next.listen(QHostAddress::LocalHost, quint16(port + 1)))
            return port;
    }
}

bool write(const QString &path, const QByteArray &text)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
}

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

Baresip::Baresip(const Place &place) : m_port(freePair()), m_controlPort(freeSipPort()), m_configured(configure(place))
{ }

bool Baresip::installed() { return !QStandardPaths::findExecutable(QStringLiteral("baresip")).isEmpty(); }

// Without net_interface it would offer sound at the machine's outer address, which nobody on loopback takes; without
// the rate and the channels its tone does not start.
bool Baresip::configure(const Place &place)
{
    const auto number = [](int value) { return QByteArray::number(value); };
    QByteArray config = "net_interface 127.0.0.1\nsip_listen 127.0.0.1:" + number(m_port)
        + "\nctrl_tcp_listen 127.0.0.1:" + number(m_controlPort)
        + "\ncall_max_calls 4\nstatmode_default off\nringback_disabled yes\nrtp_ports 43000-43999\n"
          "ausrc_srate 48000\nausrc_channels 2\naudio_player aubridge,nowhere\naudio_alert aubridge,nowhere\n"
          "audio_source ausine,"
        + number(place.toneHz) + "\nsnd_path " + m_folder.path().toUtf8() + '\n';
    if (!place.certificate.isEmpty()) {
        const QString own = m_folder.filePath(QStringLiteral("own.pem"));
        if (!write(own, read(place.certificate) + read(place.key)))
            return false;
        config += "sip_certificate " + own.toUtf8() + "\nsip_cafile " + place.authority.toUtf8() + '\n';
    }
    config += "module_path /usr/lib/baresip/modules\n";
    for (const char *module : {"g711", "sndfile", "ausine", "aubridge", "srtp"})
        config += "module " + QByteArray(module) + ".so\n";
    config += "module_tmp account.so\nmodule_app menu.so\nmodule_app ctrl_tcp.so\n";
    return write(m_folder.filePath(QStringLiteral("config")), config)
        && write(m_folder.filePath(QStringLiteral("accounts")), "<sip:2bob@127.0.0.1>;regint=0" + place.account + "\n");
}

bool Baresip::start()
{
    m_process.setProgram(QStringLiteral("baresip"));
    m_process.setArguments({QStringLiteral("-s"), QStringLiteral("-f"), m_folder.path()});
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardOutputFile(m_folder.filePath(QStringLiteral("log"))); // a full pipe would stop it
    m_process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); });
    m_process.start();
    return m_configured && m_process.waitForStarted(startWithinMs)
        && QTest::qWaitFor([this] { return m_process.state() == QProcess::NotRunning || answers(); }, startWithinMs)
        && m_process.state() != QProcess::NotRunning;
}

bool Baresip::answers()
{
    if (m_control.state() == QAbstractSocket::UnconnectedState)
        m_control.connectToHost(QHostAddress(QHostAddress::LocalHost), m_controlPort);
    return m_control.state() == QAbstractSocket::ConnectedState;
}

Baresip::~Baresip()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate(); // it still says goodbye to whom it talks to
    if (m_process.waitForFinished(stopWithinMs))
        return;
    m_process.kill();
    m_process.waitForFinished();
}

void Baresip::tell(const QByteArray &command, const QByteArray &parameters)
{
    const QByteArray json = R"({"command":")" + command + R"(","params":")" + parameters + R"("})";
    m_control.write(QByteArray::number(json.size()) + ':' + json + ',');
    m_control.flush();
}

int Baresip::times(const QByteArray &event)
{
    m_said += m_control.readAll();
    return int(m_said.count("\"type\":\"" + event + '"'));
}

QByteArray Baresip::log() const { return read(m_folder.filePath(QStringLiteral("log"))); }

QString Baresip::latestFile() const
{
    const QStringList files =
        QDir(m_folder.path()).entryList({QStringLiteral("dump-*-dec.wav")}, QDir::Files, QDir::Name);
    return files.isEmpty() ? QString() : files.constLast();
}

bool Baresip::mayBeginAnother() const
{
    return !latestFile().contains(QDateTime::currentDateTime().toString(QStringLiteral("yyyy-MM-dd-HH-mm-ss")));
}

Pcm Baresip::heard() const
{
    const QByteArray bytes = read(m_folder.filePath(latestFile())).mid(wavHeaderBytes);
    Pcm samples(bytes.size() / 2);
    for (qsizetype at = 0; at < samples.size(); ++at)
        samples[at] = qFromLittleEndian<qint16>(bytes.constData() + 2 * at);
    return samples;
}

} // namespace nightbell::scripted
