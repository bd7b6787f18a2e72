// What is left of the pieces once the caller has taken some back: "tuesday no wait wednesday", "not before three but
// after four", "monday doesn't work".
#pragma once

#include "dialog/when_pieces.h"

namespace nightbell {

WhenPieces corrected(const WhenPieces &pieces);

} // namespace nightbell
