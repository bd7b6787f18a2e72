#include "audio/socket_address.h"

#include <cstring>

namespace nightbell {

SocketAddress toSocketAddress(const MediaAddress &address)
{
    SocketAddress raw{};
    if (address.host.protocol() == QAbstractSocket::IPv6Protocol) {
        const Q_IPV6ADDR bytes = address.host.toIPv6Address();
        raw.v6 = {};
        raw.v6.sin6_family = AF_INET6;
        raw.v6.sin6_port = htons(address.port);
        std::memcpy(&raw.v6.sin6_addr, &bytes, sizeof bytes);
    } else {
        raw.v4 = {};
        raw.v4.sin_family = AF_INET;
        raw.v4.sin_port = htons(address.port);
        raw.v4.sin_addr.s_addr = htonl(address.host.toIPv4Address());
    }
    return raw;
}

bool sameHost(const SocketAddress &one, const SocketAddress &other)
{
    if (one.any.sa_family != other.any.sa_family)
        return false;
    if (one.any.sa_family == AF_INET6)
        return std::memcmp(&one.v6.sin6_addr, &other.v6.sin6_addr, sizeof one.v6.sin6_addr) == 0;
    return one.v4.sin_addr.s_addr == other.v4.sin_addr.s_addr;
}

bool samePort(const SocketAddress &one, const SocketAddress &other)
{
    return one.v4.sin_port == other.v4.sin_port; // at the same place in both families
}

} // namespace nightbell
