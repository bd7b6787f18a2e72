// What the clinic file itself answers: hours, the way there, what is offered and by whom, which plans are taken.
#pragma once

#include "dialog/conversation.h"
#include "dialog/intent.h"
#include "dialog/when_dates.h"

namespace nightbell {

// Nothing: the clinic file does not say.
std::optional<QString> answerTo(Intent question, const Words &said, const Surroundings &here, const Moment &moment);

Moment momentOf(const Surroundings &here); // by the clock of the branch

} // namespace nightbell
