// The clock of the thread "line", set forward by a test: what would take half an hour happens at once. It stands in for
// the C library's, for libre and the line alike; all other threads keep the real time.
#pragma once

#include "scripted/line_side.h"

namespace nightbell::scripted {

void passOnLine(LineSide &side, Span span); // begin when nothing is under way, or that runs out of time, too

} // namespace nightbell::scripted
