#include "scripted/scripted_registrar.h"

#include <QCryptographicHash>
#include <QNetworkDatagram>
#include <QRegularExpression>

namespace nightbell::scripted {

namespace {

const QByteArray nonce = "0123456789abcdef";

QByteArray header(const QByteArray &message, const char *name)
{
    const QRegularExpression line(QStringLiteral("^%1: *(.*?)\\r?$").arg(QLatin1String(name)),
                                  QRegularExpression::MultilineOption);
    return line.match(QString::fromUtf8(message)).captured(1).toUtf8();
}

QByteArray field(const QByteArray &authorization, const char *name)
{
    const QRegularExpression value(QStringLiteral("\\b%1=\"?([^\",]*)").arg(QLatin1String(name)));
    return value.match(QString::fromUtf8(authorization)).captured(1).toUtf8();
}

QByteArray md5(const QByteArray &text) { return QCryptographicHash::hash(text, QCryptographicHash::Md5).toHex(); }

} // namespace

ScriptedRegistrar::ScriptedRegistrar()
{
    m_socket.bind(QHostAddress(QHostAddress::LocalHost), 0);
    connect(&m_socket, &QUdpSocket::readyRead, this, &ScriptedRegistrar::read);
}

bool ScriptedRegistrar::isRight(const QByteArray &authorization) const
{
    const QByteArray ha1 = md5(user + ':' + realm + ':' + password);
    const QByteArray ha2 = md5("REGISTER:" + field(authorization, "uri"));
    const QByteArray qop = field(authorization, "qop");
    const QByteArray middle = qop.isEmpty()
        ? nonce
        : nonce + ':' + field(authorization, "nc") + ':' + field(authorization, "cnonce") + ':' + qop;
    return field(authorization, "response") == md5(ha1 + ':' + middle + ':' + ha2);
}

void ScriptedRegistrar::read()
{
    while (m_socket.hasPendingDatagrams()) {
        const QNetworkDatagram datagram = m_socket.receiveDatagram();
        if (const QByteArray answer = answerTo(datagram.data()); !answer.isEmpty())
            m_socket.writeDatagram(datagram.makeReply(answer));
    }
}

QByteArray ScriptedRegistrar::answerTo(const QByteArray &request)
{
    if (!request.startsWith("REGISTER "))
        return {};
    ++asked;
    const QByteArray authorization = header(request, "Authorization");
    signedIn += !authorization.isEmpty();
    QByteArray status = "401 Unauthorized";
    QByteArray more =
        "WWW-Authenticate: Digest realm=\"" + realm + "\", nonce=\"" + nonce + "\", algorithm=MD5, qop=\"auth\"\r\n";
    if (answersInstead) {
        status = QByteArray::number(answersInstead) + " Instead";
        more.clear();
    } else if (isRight(authorization)) {
        accepted.append(header(request, "Expires").toInt());
        status = "200 OK";
        more = "Contact: " + header(request, "Contact") + "\r\nExpires: " + header(request, "Expires") + "\r\n";
    }
    QByteArray reply = "SIP/2.0 " + status + "\r\n";
    for (const char *name : {"Via", "From", "Call-ID", "CSeq"})
        reply += QByteArray(name) + ": " + header(request, name) + "\r\n";
    return reply + "To: " + header(request, "To") + ";tag=registrar\r\n" + more + "Content-Length: 0\r\n\r\n";
}

} // namespace nightbell::scripted
