// The scripted registrar behind TLS, with a certificate that can be replaced.
#pragma once

#include "scripted/scripted_registrar.h"

#include <QFile>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>

namespace nightbell::scripted {

class TlsRegistrar
{
public:
    TlsRegistrar(ScriptedRegistrar &registrar, const QString &key) : m_registrar(registrar), m_key(key)
    {
        QObject::connect(&m_server, &QSslServer::pendingConnectionAvailable, &m_server, [this] {
            while (QTcpSocket *caller = m_server.nextPendingConnection())
                QObject::connect(caller, &QTcpSocket::readyRead, caller, [this, caller] { serve(*caller); });
        });
    }

    bool listen() { return m_server.listen(QHostAddress::LocalHost); }
    quint16 port() const { return m_server.serverPort(); }
    void show(const QString &certificate) // to whoever connects from now on
    {
        QFile key(m_key);
        QSslConfiguration secrets = QSslConfiguration::defaultConfiguration();
        secrets.setLocalCertificateChain(QSslCertificate::fromPath(certificate));
        if (key.open(QIODevice::ReadOnly))
            secrets.setPrivateKey(QSslKey(&key, QSsl::Ec));
        secrets.setPeerVerifyMode(QSslSocket::VerifyNone);
        m_server.setSslConfiguration(secrets);
    }

private:
    void serve(QTcpSocket &caller) // a registration has no body
    {
        while (caller.peek(65'536).contains("\r\n\r\n")) {
            const qsizetype bytes = caller.peek(65'536).indexOf("\r\n\r\n") + 4;
            caller.write(m_registrar.answerTo(caller.read(bytes)));
        }
    }

    ScriptedRegistrar &m_registrar;
    const QString m_key;
    QSslServer m_server;
};

} // namespace nightbell::scripted
