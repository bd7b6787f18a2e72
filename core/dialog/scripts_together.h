// What must be true of a clinic's scripts together, each of them being sound by itself: those that every clinic needs
// are there, a person can be reached, and what danger begins gives its advice.
#pragma once

#include "clinic/first_fault.h"
#include "dialog/script.h"

namespace nightbell {

void checkTogether(const ScriptSet &set, FirstFault &fault);

} // namespace nightbell
