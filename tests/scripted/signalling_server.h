// The signalling of a test's page, as small as it can be: HTTP on loopback. The page POSTs what it says to /say and
// what it saw to /report, and GETs /hear, which is answered with the next text that say() was given.
#pragma once

#include <QJsonObject>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>

namespace nightbell::scripted {

class SignallingServer : public QObject
{
    Q_OBJECT

public:
    explicit SignallingServer(QByteArray page);

    QString address() const;
    void say(const QByteArray &text);

Q_SIGNALS:
    void heard(const QByteArray &text);
    void reported(const QJsonObject &report);

private:
    void take(QTcpSocket *socket);
    void answer(QTcpSocket *socket, const QByteArray &request, const QByteArray &body);
    void tellNext();

    const QByteArray m_page;
    QTcpServer m_server;
    QList<QByteArray> m_toSay;
    QPointer<QTcpSocket> m_hearing;
};

} // namespace nightbell::scripted
