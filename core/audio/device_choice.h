// Which device stands in for the chosen one while that is unplugged.
#pragma once

#include "desk/headset.h"

#include <algorithm>

namespace nightbell {

struct HeadsetChoices // ids of devices; empty: what the system prefers
{
    QString microphone;
    QString speaker;
    QString alarmSpeaker;
};

// The chosen one where it is plugged in, else the system's; its id, empty when there is none.
inline QString deviceToUse(const QString &chosen, const QList<SoundDevice> &plugged, const QString &preferred)
{
    const auto there = [&plugged](const QString &id) {
        return std::any_of(plugged.begin(), plugged.end(), [&id](const SoundDevice &each) { return each.id == id; });
    };
    if (!chosen.isEmpty() && there(chosen))
        return chosen;
    if (there(preferred))
        return preferred;
    return plugged.isEmpty() ? QString() : plugged.first().id;
}

} // namespace nightbell
