// Sound from a WAV file as other programs write it: 16-bit PCM, A-law or mu-law, one or two channels. Never trusted.
#pragma once

#include "audio/sound.h"

#include <QByteArrayView>

namespace nightbell {

struct WavSound
{
    int rate = 0; // 8,000 to 48,000
    Pcm pcm;      // two channels are brought to one
};

inline constexpr int wavRateAtLeast = 8'000;
inline constexpr int wavRateAtMost = 48'000;

Result<WavSound> readWav(QByteArrayView bytes);

} // namespace nightbell
