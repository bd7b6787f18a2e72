// Whether who came back is the caller whose line went dead, and where that call stood.
#pragma once

#include "call/session_snapshot.h"
#include "dialog/dialog_input.h"
#include "dialog/dialog_step.h"

namespace nightbell {

// SameCaller for who named the same patient, else AnotherCaller, who hears nothing of it.
DialogInput callerWhoReturned(const VerifyStep &told, const SessionSnapshot &stood);

} // namespace nightbell
