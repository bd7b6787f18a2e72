// An address as the kernel wants it: a plain value that the sound thread can copy and compare without allocating.
#pragma once

#include "audio/media_path.h"

#include <netinet/in.h>
#include <sys/socket.h>

namespace nightbell {

union SocketAddress {
    sockaddr any;
    sockaddr_in v4;
    sockaddr_in6 v6;

    socklen_t length() const { return any.sa_family == AF_INET6 ? sizeof v6 : sizeof v4; }
};

SocketAddress toSocketAddress(const MediaAddress &address);
bool sameHost(const SocketAddress &one, const SocketAddress &other);
bool samePort(const SocketAddress &one, const SocketAddress &other);

} // namespace nightbell
