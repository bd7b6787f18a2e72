// From where calls are taken: this machine always, other addresses and networks only as listed.
#pragma once

#include "result.h"

#include <QHostAddress>
#include <QList>
#include <QStringList>

#include <utility>

namespace nightbell {

class TrustedSources
{
public:
    static Result<TrustedSources> parse(const QStringList &networks); // "10.1.2.3" or "10.1.0.0/16"

    bool contains(const QHostAddress &source) const;

private:
    QList<std::pair<QHostAddress, int>> m_networks;
};

} // namespace nightbell
