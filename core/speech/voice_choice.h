// The voice that the settings ask for, with the other to stand in, and the clinic's recordings before both.
#pragma once

#include "speech/mouth.h"

namespace nightbell {

struct VoiceChoice
{
    QString voice = QStringLiteral("flite"); // or "espeak"
    QString language = QStringLiteral("en-US");
    QString recordings = {}; // a folder; empty: none
    qint64 keptBytesAtMost = bytesKeptAsUsual;
};

struct ChosenVoice
{
    std::unique_ptr<Mouth> mouth;
    QStringList faults; // recordings that are not heard: the file, and why
};

ChosenVoice choose(const VoiceChoice &choice);

} // namespace nightbell
