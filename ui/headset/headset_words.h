// What a headset's state is called and what to do about it. Pure: a status in, words out.
#pragma once

#include "desk/headset.h"
#include "ui/controls/tokens.h"

namespace nightbell {

enum class Mood { Fine, Plain, Trouble };

struct HeadsetWords
{
    QString icon;
    QString state;  // a few words
    QString advice; // one or two sentences
    Mood mood = Mood::Plain;
};

inline QColor inkOf(Mood mood, const Tokens &tokens)
{
    return mood == Mood::Fine ? tokens.green : mood == Mood::Plain ? tokens.text2 : tokens.amber;
}

HeadsetWords wordsOf(const HeadsetStatus &status);

// What has to be said under a choice of a device; empty while the chosen one works.
QString troubleOf(const DeviceChoice &choice, const QList<SoundDevice> &devices);

} // namespace nightbell
