#include "line/trusted_sources.h"

#include <algorithm>

namespace nightbell {

Result<TrustedSources> TrustedSources::parse(const QStringList &networks)
{
    TrustedSources sources;
    for (const QString &text : networks) {
        const QString network = text.trimmed();
        if (network.isEmpty())
            continue;
        const auto parsed = QHostAddress::parseSubnet(network);
        if (parsed.first.isNull() || parsed.second < 0)
            return Problem{Problem::Kind::Invalid, QStringLiteral("not an address or network: %1").arg(network)};
        sources.m_networks.append(parsed);
    }
    return sources;
}

bool TrustedSources::contains(const QHostAddress &source) const
{
    return source.isLoopback() || std::any_of(m_networks.cbegin(), m_networks.cend(), [&](const auto &network) {
               return source.isInSubnet(network);
           });
}

} // namespace nightbell
