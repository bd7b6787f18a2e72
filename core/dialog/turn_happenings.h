// What a step of the conversation leaves in the journal: what changed in what is known of the caller's wish, and where
// the script stands.
#pragma once

#include "call/happenings.h"
#include "dialog/dialog_state.h"
#include "dialog/dialog_step.h"

#include <QList>

namespace nightbell {

struct TurnOfCall
{
    int turn = 0;
    int scriptVersion = 0;
    SlotSource source = SlotSource::Speech; // of what was told
};

QList<Happening> happeningsOf(const DialogState &before, const DialogState &after, const TurnOfCall &turn);

MessageTaken messageTaken(const MessageId &id, const MessageStep &step);

} // namespace nightbell
