// baresip, a softphone that nobody here wrote, with a folder and ports of its own: it is told what to do over TCP and
// says there what happens. Its microphone is a pure tone; what it hears is kept in files. It is gone afterwards: when
// the object goes, and also when the test crashes.
#pragma once

#include "audio/sound.h"

#include <QProcess>
#include <QTcpSocket>
#include <QTemporaryDir>

namespace nightbell::scripted {

class Baresip
{
public:
    struct Place
    {
        QByteArray account = {}; // what follows the address of its only account: ";answermode=auto"
        int toneHz = 440;
        QString certificate = {}; // with it and the key it speaks TLS, too
        QString key = {};
        QString authority = {};
    };
    explicit Baresip(const Place &place);
    ~Baresip();
    Baresip(const Baresip &) = delete;
    Baresip &operator=(const Baresip &) = delete;

    static bool installed();
    bool start(); // false: see log()
    void tell(const QByteArray &command, const QByteArray &parameters = {});
    int times(const QByteArray &event); // so far: CALL_ESTABLISHED, CALL_CLOSED, …

    quint16 port() const { return m_port; } // UDP, TCP; TLS is one higher
    QString uri() const { return QStringLiteral("sip:2bob@127.0.0.1:%1").arg(m_port); }
    Pcm heard() const;            // in the call that began last, at 8 kHz, until its first hold
    bool mayBeginAnother() const; // its files are named by the second
    QByteArray log() const;       // with all SIP messages

private:
    QString latestFile() const; // of what it heard
    bool configure(const Place &place);
    bool answers();

    QTemporaryDir m_folder;
    quint16 m_port;
    quint16 m_controlPort;
    bool m_configured;
    QProcess m_process;
    QTcpSocket m_control;
    QByteArray m_said;
};

} // namespace nightbell::scripted
