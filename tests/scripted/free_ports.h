// Ports that were free a moment ago.
#pragma once

#include <QTcpServer>
#include <QUdpSocket>

namespace nightbell::scripted {

inline quint16 freeSipPort() // free for UDP and TCP
{
    for (;;) {
        QTcpServer tcp;
        QUdpSocket udp;
        if (tcp.listen(QHostAddress::LocalHost) && udp.bind(QHostAddress::LocalHost, tcp.serverPort()))
            return tcp.serverPort();
    }
}

} // namespace nightbell::scripted
