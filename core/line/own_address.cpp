#include "line/own_address.h"

#include "line/sip_words.h"

#include <re.h>
#include <unistd.h>

namespace nightbell {

bool isAnywhere(const QHostAddress &host)
{
    return host == QHostAddress(QHostAddress::AnyIPv4) || host == QHostAddress(QHostAddress::AnyIPv6);
}

QHostAddress ownAddressTowards(const QHostAddress &other) // the one that the kernel would use
{
    sa remote{};
    if (!toSa({other, 9}, remote))
        return {};
    const int probe = ::socket(sa_af(&remote), SOCK_DGRAM | SOCK_CLOEXEC, 0);
    sa own{};
    own.len = sizeof own.u;
    const bool known =
        probe >= 0 && ::connect(probe, &remote.u.sa, remote.len) == 0 && ::getsockname(probe, &own.u.sa, &own.len) == 0;
    if (probe >= 0)
        ::close(probe);
    return known ? hostOf(own) : QHostAddress();
}

} // namespace nightbell
