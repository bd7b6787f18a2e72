// A stored call as its conversation saw it: what the caller said, turn by turn, and what was said and done then.
#pragma once

#include "call/call_event.h"

#include <optional>

namespace nightbell {

struct RecordedTurn
{
    int number = 0; // of the journal
    Instant at;
    QList<PrivateText> heard; // of the caller; in the first turn nothing
    QString keys;
    QList<PrivateText> unheard; // of the assistant's last words, when the caller spoke into them
    std::optional<DangerSeen> danger;
    QList<PrivateText> said; // by the assistant, before the caller's next words
    QList<Booked> booked;
    QList<Rescheduled> moved;
    int otherwiseChanged = 0;         // in the diary: cancelled, confirmed
    int messages = 0;                 // that were taken
    QString errand;                   // as it was last understood
    QMap<QString, PrivateText> known; // what was learnt
    std::optional<bool> personCame;
};

struct RecordedCall
{
    CallId id;
    ClinicId clinic;
    BranchId branch;
    PrivateText from;          // empty: withheld
    QList<RecordedTurn> turns; // the first is the greeting; the last, where staff came in
};

// Nothing where no assistant answered a caller.
std::optional<RecordedCall> recordedCall(const QList<CallEvent> &events);

QString joined(const QList<PrivateText> &words);

} // namespace nightbell
