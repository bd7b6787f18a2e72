#include "scripted/baresip.h"

#include "scripted/free_ports.h"

#include <QTest>

namespace nightbell::scripted {

namespace {

constexpr int startMs = 10'000;

quint16 freePair() // two neighbours
{
    for (;;) {
        const quint16 port = freeSipPort();
        QTcpServer next;
        if (port < 65'535 && next.listen(QHostAddress::LocalHost, quint16(port + 1)))
            return port;
    }
}

void write(const QString &path, const QByteArray &text)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("the test cannot write its file");
}

} // namespace

Baresip::Baresip(const Place &place) : m_port(freePair()), m_controlPort(freeSipPort())
{
    QByteArray config = "sip_listen 127.0.0.1:" + QByteArray::number(m_port)
        + "\ncall_local_timeout 120\ncall_max_calls 4\naudio_source ausine,440\naudio_player aubridge,nowhere\n"
          "audio_alert aubridge,nowhere\nrtp_ports 43000-43999\nctrl_tcp_listen 127.0.0.1:"
        + QByteArray::number(m_controlPort) + "\nmodule_path /usr/lib/baresip/modules\n";
    if (!place.certificate.isEmpty()) {
        QFile certificate(place.certificate);
        QFile key(place.key);
        if (!certificate.open(QIODevice::ReadOnly) || !key.open(QIODevice::ReadOnly))
            return;
        write(m_folder.filePath(QStringLiteral("own.pem")), certificate.readAll() + key.readAll());
        config += "sip_certificate " + m_folder.filePath(QStringLiteral("own.pem")).toUtf8() + "\n";
    }
    for (const char *module : {"g711", "ausine", "aubridge", "srtp"})
        config += "module " + QByteArray(module) + ".so\n";
    for (const char *module : {"account", "menu", "ctrl_tcp"})
        config += "module_app " + QByteArray(module) + ".so\n";
    write(m_folder.filePath(QStringLiteral("config")), config);
    write(m_folder.filePath(QStringLiteral("accounts")), "<sip:2bob@127.0.0.1>;regint=0" + place.account + "\n");
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.start(QStringLiteral("baresip"), {QStringLiteral("-f"), m_folder.path()});
    listenFor();
}

void Baresip::listenFor()
{
    if (!m_process.waitForStarted(startMs))
        return;
    m_runs = QTest::qWaitFor(
        [this] {
            if (m_control.state() == QAbstractSocket::UnconnectedState)
                m_control.connectToHost(QHostAddress(QHostAddress::LocalHost), m_controlPort);
            return m_control.state() == QAbstractSocket::ConnectedState;
        },
        startMs);
}

Baresip::~Baresip()
{
    m_process.terminate();
    if (!m_process.waitForFinished(5'000)) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

void Baresip::tell(const QByteArray &command, const QByteArray &parameters)
{
    const QByteArray json = R"({"command":")" + command + R"(","params":")" + parameters + R"("})";
    m_control.write(QByteArray::number(json.size()) + ':' + json + ',');
    m_control.flush();
}

bool Baresip::happened(const QByteArray &event)
{
    m_heard += m_control.readAll();
    return m_heard.contains('"' + event + '"');
}

} // namespace nightbell::scripted
