// Sound files for the ear: read whole, brought to the rate that is asked for.
#pragma once

#include "speech/wav_file.h"

namespace nightbell {

inline constexpr qint64 soundFileBytesAtMost = 256LL << 20;

Result<WavSound> readSoundFile(const QString &path);
Pcm atRate(const WavSound &sound, int rate);

} // namespace nightbell
