// A STUN server on loopback that sees everybody at one address; with a secret also a TURN server that lends one
// (RFC 8489, 8656). It passes nothing on.
#pragma once

#include <QUdpSocket>

namespace nightbell::scripted {

class StunServer : public QObject
{
    Q_OBJECT

public:
    explicit StunServer(const QByteArray &turnSecret = {});

    quint16 port() const { return m_socket.localPort(); }

    static QHostAddress shownAddress() { return QHostAddress(0xcb007107u); } // 203.0.113.7
    static QHostAddress lentAddress() { return QHostAddress(0xcb007108u); }  // 203.0.113.8
    static constexpr quint16 shownPort = 50'007, lentPort = 50'008;

private:
    void read();
    QByteArray answerTo(const QByteArray &request) const;

    QByteArray m_secret;
    QUdpSocket m_socket;
};

} // namespace nightbell::scripted
