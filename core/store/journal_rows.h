// Journal entries as rows: sealed with the call's key on the way in, opened on the way out. Writing the same
// (engine, position) twice changes nothing, so a spill can be replayed from any point.
#pragma once

#include "call/call_event.h"
#include "store/key_ring.h"

#include <QList>

namespace nightbell {

struct JournalEntry
{
    EngineId engine;
    qint64 position = 0; // 1, 2, 3, … within the engine's stream, without gaps
    ClinicId clinic;
    CallEvent event;
    bool operator==(const JournalEntry &) const = default;
};

// Answers those that were not there yet: only they may reach a projection. A call gets its key with its first event,
// Initiated; any other event of a call without a key is NotFound, since retention may have destroyed it.
Result<QList<JournalEntry>> writeEntries(Database &database, KeyRing &keys, const QList<JournalEntry> &entries);

// At most `limit`, in order. Entries whose call key retention has destroyed are left out.
Result<QList<JournalEntry>> entriesAfter(Database &database, KeyRing &keys, const EngineId &engine, qint64 position,
                                         int limit);

// In the order they happened: by position within an engine; between engines (after an adoption) by time.
Result<QList<JournalEntry>> entriesOfCall(Database &database, KeyRing &keys, const CallId &call);

Result<qint64> lastPosition(Database &database, const EngineId &engine); // 0 when the stream is empty

} // namespace nightbell
