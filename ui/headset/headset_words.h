// What a headset's state is called and what to do about it. Pure: a status in, words out.
#pragma once

#include "desk/headset.h"

namespace nightbell {

struct HeadsetWords
{
    QString icon;
    QString state;  // a few words
    QString advice; // one or two sentences
    bool fine = true;
};

HeadsetWords wordsOf(const HeadsetStatus &status);

// What has to be said under a choice of a device; empty while the chosen one works.
QString troubleOf(const DeviceChoice &choice, const QList<SoundDevice> &devices);

} // namespace nightbell
