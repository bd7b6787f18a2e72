// An authority and a certificate for 127.0.0.1, made for one test by openssl.
#pragma once

#include <QString>
#include <QTemporaryDir>

namespace nightbell::scripted {

class MadeCertificates
{
public:
    MadeCertificates();

    bool made() const { return m_made; }
    QString authority() const { return m_folder.filePath(QStringLiteral("authority.pem")); }
    QString certificate() const { return m_folder.filePath(QStringLiteral("server.pem")); }
    QString expired() const { return m_folder.filePath(QStringLiteral("expired.pem")); } // of the same key
    QString key() const { return m_folder.filePath(QStringLiteral("server.key")); }

private:
    bool openssl(const QStringList &arguments);

    QTemporaryDir m_folder;
    bool m_made = false;
};

} // namespace nightbell::scripted
