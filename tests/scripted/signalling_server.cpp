#include "scripted/signalling_server.h"

#include <QJsonDocument>

namespace nightbell::scripted {

namespace {

qsizetype lengthIn(const QByteArray &head)
{
    const QByteArray name = "\r\ncontent-length:";
    const qsizetype at = head.toLower().indexOf(name);
    return at < 0 ? 0
                  : head.mid(at + name.size(), head.indexOf('\r', at + 2) - at - name.size()).trimmed().toLongLong();
}

void reply(QTcpSocket *socket, const char *type, const QByteArray &body)
{
    socket->write(QByteArray("HTTP/1.1 200 OK\r\nConnection: close\r\nCache-Control: no-store\r\nContent-Type: ") + type
                  + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    socket->disconnectFromHost();
}

} // namespace

SignallingServer::SignallingServer(QByteArray page) : m_page(std::move(page))
{
    m_server.listen(QHostAddress::LocalHost);
    connect(&m_server, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *socket = m_server.nextPendingConnection()) {
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { take(socket); });
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        }
    });
}

QString SignallingServer::address() const { return QStringLiteral("http://127.0.0.1:%1/").arg(m_server.serverPort()); }

void SignallingServer::take(QTcpSocket *socket)
{
    const QByteArray soFar = socket->peek(socket->bytesAvailable());
    const qsizetype end = soFar.indexOf("\r\n\r\n");
    if (end < 0 || soFar.size() < end + 4 + lengthIn(soFar.left(end + 2)))
        return; // there is more to come
    socket->skip(soFar.size());
    answer(socket, soFar.left(soFar.indexOf("\r\n")), soFar.mid(end + 4));
}

void SignallingServer::answer(QTcpSocket *socket, const QByteArray &request, const QByteArray &body)
{
    if (request.startsWith("GET /hear ")) {
        m_hearing = socket;
        return tellNext();
    }
    const bool page = request.startsWith("GET /?") || request.startsWith("GET / ");
    reply(socket, page ? "text/html" : "text/plain", page ? m_page : QByteArray());
    if (request.startsWith("POST /say "))
        Q_EMIT heard(body);
    else if (request.startsWith("POST /report "))
        Q_EMIT reported(QJsonDocument::fromJson(body).object());
}

void SignallingServer::say(const QByteArray &text)
{
    m_toSay.append(text);
    tellNext();
}

void SignallingServer::tellNext()
{
    if (m_hearing && !m_toSay.isEmpty())
        reply(std::exchange(m_hearing, nullptr), "application/json", m_toSay.takeFirst());
}

} // namespace nightbell::scripted
