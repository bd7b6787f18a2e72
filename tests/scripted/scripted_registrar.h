// A registrar of plain datagrams that asks for a password and checks the digest itself.
#pragma once

#include <QUdpSocket>

namespace nightbell::scripted {

class ScriptedRegistrar : public QObject
{
    Q_OBJECT

public:
    ScriptedRegistrar();

    quint16 port() const { return m_socket.localPort(); }
    QByteArray answerTo(const QByteArray &request); // empty: to what is no registration

    QByteArray user = "100";
    QByteArray password = "s3cret";
    QByteArray realm = "clinic";
    int answersInstead = 0; // a code, while it is not 0

    QList<int> accepted; // the Expires of each registration
    int signedIn = 0;    // requests that came with a digest, right or wrong
    int asked = 0;       // all requests

private:
    void read();
    bool isRight(const QByteArray &authorization) const;

    QUdpSocket m_socket;
};

} // namespace nightbell::scripted
