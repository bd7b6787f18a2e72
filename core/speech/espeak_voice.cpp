#include "speech/espeak_voice.h"

#include "speech/espeak_throat.h"

namespace nightbell {

namespace {

Throats espeak()
{
    Throats throats;
    throats.push_back(std::make_unique<EspeakThroat>());
    return throats;
}

} // namespace

EspeakVoice::EspeakVoice() : Mouth({.throats = espeak()}) { }

} // namespace nightbell
