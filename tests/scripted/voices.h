// Synthetic callers: sentences as sound, by voices that the assistant does not have, and what a telephone line leaves
// of them. Not beside a FliteVoice in one program: slt is one voice for both.
#pragma once

#include "speech/sound_file.h"

#include <QStringList>

namespace nightbell::scripted {

const QStringList &callerVoices(); // flite's slt, rms, kal16, awb; espeak-ng's "en-us", "en-us+f2", … where installed

WavSound saidBy(const QString &voice, const QString &sentence); // silent where the voice is missing

struct LineQuality
{
    double noiseDb = 100; // speech above noise
    quint32 seed = 1;
};

Pcm overTelephone(const WavSound &sound, const LineQuality &line = {}); // at narrowRate, with a pause around it

} // namespace nightbell::scripted
