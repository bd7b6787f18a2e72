// espeak-ng alone: every language that it has.
#pragma once

#include "speech/mouth.h"

namespace nightbell {

class EspeakVoice : public Mouth
{
public:
    EspeakVoice();
};

} // namespace nightbell
