#include "speech/flite_voice.h"

#include "speech/flite_throat.h"

namespace nightbell {

namespace {

Throats flite()
{
    Throats throats;
    throats.push_back(std::make_unique<FliteThroat>());
    return throats;
}

} // namespace

FliteVoice::FliteVoice() : Mouth({.throats = flite()}) { }

} // namespace nightbell
