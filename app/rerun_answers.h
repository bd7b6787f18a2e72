// What the world may have answered to a step of a call that is run again: what the journal tells of it, and what can be
// told from there.
#pragma once

#include "app/recorded_turns.h"
#include "dialog/conversation.h"

namespace nightbell {

struct UnwrittenAnswer
{
    QString of;               // "openings", "appointments", "booking", "message", …
    QList<DialogInput> maybe; // the likeliest first
    bool all = false;         // no other answer is possible
};

UnwrittenAnswer callBefore(const RecordedCall &call); // how a call begins: was there one before, and what was it?

// Nothing where the step is not answered.
std::optional<UnwrittenAnswer> answerTo(const DialogStep &step, const DialogState &state, const RecordedCall &call,
                                        qsizetype turn, const Surroundings &here);

} // namespace nightbell
