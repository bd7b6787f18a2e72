// Which device stands in for the chosen one while that is unplugged.
#pragma once

#include "desk/headset.h"

#include <algorithm>
#include <functional>

namespace nightbell {

struct HeadsetChoices // ids of devices; empty: what the system prefers
{
    QString microphone;
    QString speaker;
    QString alarmSpeaker;
};

// The chosen one where it is plugged in and answers, else the system's; its id, empty when there is none.
inline QString deviceToUse(const QString &chosen, const QList<SoundDevice> &plugged, const QString &preferred)
{
    const auto there = [&plugged](const QString &id) {
        return std::any_of(plugged.begin(), plugged.end(),
                           [&id](const SoundDevice &each) { return each.id == id && each.answers; });
    };
    if (!chosen.isEmpty() && there(chosen))
        return chosen;
    if (there(preferred))
        return preferred;
    const auto any = std::find_if(plugged.begin(), plugged.end(), std::mem_fn(&SoundDevice::answers));
    return any == plugged.end() ? QString() : any->id;
}

} // namespace nightbell
