// Two lines for the person who takes a call: who calls and what for, and what is settled so far.
#pragma once

#include "dialog/conversation.h"

namespace nightbell {

PrivateText briefingOf(const Surroundings &here, const DialogState &state);

} // namespace nightbell
