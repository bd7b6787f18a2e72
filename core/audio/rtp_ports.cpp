#include "audio/rtp_ports.h"

#include "audio/socket_address.h"

#include <QRandomGenerator>

#include <unistd.h>

#include <algorithm>
#include <utility>

namespace nightbell {

namespace {

int boundSocket(const QHostAddress &host, quint16 port)
{
    const SocketAddress address = toSocketAddress({host, port});
    const int fd = ::socket(address.any.sa_family, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    const int on = 1; // tells when the kernel had each packet, however late we look
    if (fd >= 0)
        ::setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on);
    if (fd >= 0 && ::bind(fd, &address.any, address.length()) == 0)
        return fd;
    if (fd >= 0)
        ::close(fd);
    return -1;
}

} // namespace

RtpPorts::RtpPorts(const QHostAddress &host, PortRange range)
    : m_host(host)
    , m_firstEven((range.from + 1) & ~1)
    , m_pairs(std::max(0, (range.to + 1 - m_firstEven) / 2))
{
    if (m_pairs > 0) // so that the ports of the next call cannot be told from the start of the program
        m_next = QRandomGenerator::system()->bounded(m_pairs);
}

Result<PortPair> RtpPorts::open()
{
    for (int tried = 0; tried < m_pairs; ++tried) {
        const auto port = static_cast<quint16>(m_firstEven + 2 * m_next);
        m_next = (m_next + 1) % m_pairs;
        const int rtp = boundSocket(m_host, port);
        if (rtp < 0)
            continue;
        const int rtcp = boundSocket(m_host, port + 1);
        if (rtcp >= 0)
            return PortPair{rtp, rtcp, port};
        ::close(rtp);
    }
    return Problem{Problem::Kind::Full,
                   QStringLiteral("no free RTP port on %1 among %2 pairs").arg(m_host.toString()).arg(m_pairs)};
}

void RtpPorts::close(const PortPair &pair)
{
    ::close(pair.rtp);
    ::close(pair.rtcp);
}

} // namespace nightbell
