// What is wrong with the lines, as the vitals name it: "line." and the setting, or "line.account." and the account.
#pragma once

#include "desk/vitals.h"
#include "line/line.h"

namespace nightbell {

using LineStates = QMap<QString, LineState>; // by name, the last that each said

QString faultCode(LineFault reason);
void addLineFaults(const LineStates &states, VitalSigns &signs);

} // namespace nightbell
