#include "line/trusted_sources.h"

#include <algorithm>

namespace nightbell {

bool TrustedSources::contains(const QHostAddress &source) const
{
    return source.isLoopback() || std::any_of(networks.cbegin(), networks.cend(), [&](const Network &network) {
               return network.contains(source);
           });
}

} // namespace nightbell
