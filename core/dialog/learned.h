// What a conversation takes from the caller's words into its state, and what it lets go of when they change their mind.
#pragma once

#include "dialog/dialog_step.h"
#include "dialog/slot_readers.h"

namespace nightbell {

class Learned
{
public:
    Learned(DialogState &state, DialogSteps &steps) : m_state(state), m_steps(steps) { }

    enum class Change { None, Filled, Search }; // Search: other openings are wanted than before

    Change all(const QList<ReadSlot> &read);
    void one(const ReadSlot &read);
    void letGo(); // of what was offered and held
    void forgetErrand();

private:
    DialogState &m_state;
    DialogSteps &m_steps;
};

bool changesTheSearch(Slot slot); // for openings

bool tells(const QList<ReadSlot> &read, Slot slot);

} // namespace nightbell
