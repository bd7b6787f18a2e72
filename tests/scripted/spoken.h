// Words as sound, by the assistant's own offline voice. Needs an application object.
#pragma once

#include "audio/sound.h"

namespace nightbell::scripted {

Pcm spoken(const QString &sentence); // at narrowRate
Pcm aMinuteOfSpeech();

} // namespace nightbell::scripted
