// From where calls are taken: this machine always, other addresses and networks only as listed, never a stranger's.
#pragma once

#include "settings/setting_values.h"

namespace nightbell {

struct TrustedSources
{
    QList<Network> networks;
    QList<Network> strangers; // whatever else is said of them; no setting fills it

    bool contains(const QHostAddress &source) const;
};

} // namespace nightbell
