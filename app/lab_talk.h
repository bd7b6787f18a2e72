// `nightbell lab talk`: the receptionist on text, against a clinic of its own with a virtual clock. One request line,
// one answer line; the answers tell only what happened.
#pragma once

#include "app/lab.h"

namespace nightbell {

LabAnswer talkAnswer(); // keeps the dialogue between the lines

} // namespace nightbell
