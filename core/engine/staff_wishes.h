// What becomes of a thing that staff ask of a call: the event to give it, or why it cannot be.
#pragma once

#include "call/call.h"
#include "desk/asker.h"
#include "desk/verb.h"

namespace nightbell {

struct WishPlace
{
    bool canHear = false;   // this member of staff has a headset, a telephone or a console that waits
    bool assistant = false; // talks with the caller, and can be guided
};
Result<Happening> happeningOf(const Call &call, const Asker &asker, const Verb &verb, const WishPlace &place);

} // namespace nightbell
