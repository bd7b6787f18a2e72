// baresip, a softphone that nobody here wrote, with a folder and ports of its own; it is told what to do over TCP.
#pragma once

#include <QProcess>
#include <QTcpSocket>
#include <QTemporaryDir>

namespace nightbell::scripted {

class Baresip
{
public:
    struct Place
    {
        QByteArray account; // what follows the address of its only account: ";answermode=auto"
        QString certificate;
        QString key; // with both it speaks TLS, too
    };
    explicit Baresip(const Place &place);
    ~Baresip();

    bool runs() const { return m_runs; }
    void tell(const QByteArray &command, const QByteArray &parameters = {});
    bool happened(const QByteArray &event); // so far: CALL_ESTABLISHED, CALL_CLOSED, …

    quint16 port() const { return m_port; } // UDP, TCP; TLS is one higher
    QString uri() const { return QStringLiteral("sip:2bob@127.0.0.1:%1").arg(m_port); }

private:
    void listenFor();

    QTemporaryDir m_folder;
    quint16 m_port;
    quint16 m_controlPort;
    QProcess m_process;
    QTcpSocket m_control;
    QByteArray m_heard;
    bool m_runs = false;
};

} // namespace nightbell::scripted
