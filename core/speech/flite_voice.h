// The offline voice that always works: flite's slt alone.
#pragma once

#include "speech/mouth.h"

namespace nightbell {

class FliteVoice : public Mouth
{
public:
    FliteVoice();
};

} // namespace nightbell
