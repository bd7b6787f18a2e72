// Judges sound by its content: is this recording the same sentence as that one?
#pragma once

#include "audio/sound.h"

namespace nightbell::scripted {

double loudness(const Pcm &pcm);    // root mean square
Pcm withoutSilence(const Pcm &pcm); // from the first loud sample to the last

// Correlation of two loudness envelopes (10 ms steps, −1 to 1) where they fit best, the second shifted by at most 100
// ms.
double likeness(const Pcm &one, const Pcm &other);

Pcm rendered(const QString &words); // by the offline voice, without any telephone; empty where it failed

double shareOfSpeechBand(const Pcm &pcm); // of the energy, between 100 and 3,400 Hz

} // namespace nightbell::scripted
