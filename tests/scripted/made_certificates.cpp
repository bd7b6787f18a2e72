#include "scripted/made_certificates.h"

#include <QFile>
#include <QProcess>

namespace nightbell::scripted {

namespace {

QStringList words(const char *text) { return QString::fromLatin1(text).split(QLatin1Char(' ')); }

} // namespace

MadeCertificates::MadeCertificates()
{
    QFile extensions(m_folder.filePath(QStringLiteral("extensions")));
    if (!extensions.open(QIODevice::WriteOnly) || extensions.write("subjectAltName=IP:127.0.0.1\n") < 0)
        return;
    extensions.close();
    m_made = openssl(words("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout authority.key -out "
                           "authority.pem -days 2 -subj /CN=authority"))
        && openssl(words("req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout server.key -out server.csr "
                         "-subj /CN=server"))
        && openssl(words("x509 -req -in server.csr -CA authority.pem -CAkey authority.key -CAcreateserial -out "
                         "server.pem -days 2 -extfile extensions"))
        && openssl(words("x509 -req -in server.csr -CA authority.pem -CAkey authority.key -CAcreateserial -out "
                         "expired.pem -days -1 -extfile extensions"));
}

bool MadeCertificates::openssl(const QStringList &arguments)
{
    QProcess process;
    process.setWorkingDirectory(m_folder.path());
    process.start(QStringLiteral("openssl"), arguments);
    return process.waitForFinished(10'000) && process.exitCode() == 0;
}

} // namespace nightbell::scripted
