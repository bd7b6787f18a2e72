#include "line/trusted_sources.h"

#include <algorithm>

namespace nightbell {

namespace {

bool lists(const QList<Network> &networks, const QHostAddress &source)
{
    return std::any_of(networks.cbegin(), networks.cend(),
                       [&](const Network &network) { return network.contains(source); });
}

} // namespace

bool TrustedSources::contains(const QHostAddress &source) const
{
    return !lists(strangers, source) && (source.isLoopback() || lists(networks, source));
}

} // namespace nightbell
