// Answers what a script's converse node asks for, from what the clinic has written down: the same question gets the
// same answer, and where nothing is written there is none. Whoever else may answer one day enters by the same input.
#pragma once

#include "dialog/conversation.h"

namespace nightbell {

Consulted answered(const ConsultStep &step, const Surroundings &here);

} // namespace nightbell
