// From where calls are taken: this machine always, other addresses and networks only as listed.
#pragma once

#include "settings/setting_values.h"

namespace nightbell {

struct TrustedSources
{
    QList<Network> networks;

    bool contains(const QHostAddress &source) const;
};

} // namespace nightbell
