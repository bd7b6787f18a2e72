// Is there a screen to open a window on? Qt aborts the whole program when there is none, so it is asked before.
#pragma once

#include "result.h"

namespace nightbell {

// Unreachable names what was tried and the remedy.
Result<> findDisplay();

} // namespace nightbell
