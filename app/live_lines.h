// Without a window the live calls are lines on standard output: when, which call, what happened. Never words, names or
// numbers.
#pragma once

#include "desk/switchboard.h"

namespace nightbell {

void sayLine(const QString &line);
void printLiveCalls(Switchboard &switchboard);
QString liveLine(const CallEvent &event); // empty for what is not worth a line

} // namespace nightbell
