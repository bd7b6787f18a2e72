// The receptionist's side of a call: one input in, the next state and steps out. Pure: the same inputs give the same
// conversation, whatever runs it. Danger, a wish for a person and the caller's change of mind are heard in every state,
// before any script.
#pragma once

#include "dialog/dialog_input.h"
#include "dialog/dialog_step.h"
#include "dialog/knowledge.h"
#include "instant.h"

namespace nightbell {

struct Surroundings // of one step; all of it outlives the step
{
    const Organisation &organisation;
    const Branch &branch;
    const ScriptSet &scripts;
    const Knowledge &knowledge;
    Instant now;
    bool personReachable = false; // somebody would answer a transfer now
    PrivateText callerNumber;     // E.164; empty: withheld
};

struct Turned
{
    DialogState state;
    DialogSteps steps;
};

Turned step(const Surroundings &here, const DialogState &state, const DialogInput &input);

// Whether a caller whose line goes dead here should find it again.
bool unfinished(const DialogState &state);

} // namespace nightbell
