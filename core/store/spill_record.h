// One journal entry as a record of the spill file.
//
// A call that begins while the database is away cannot get its data key (its wrapped row could not be written, and a
// key that only memory knows would die with the process). So spilled entries are sealed with a spill key that needs no
// database: it is derived from the clinic's index key, which the key ring holds in memory and which survives a rotation
// of the clinic's key, so that a spill from before the rotation still opens. On catch-up an entry is opened, sealed
// anew under its call's own key (made then, for a new call) and its spilled copy goes; a call whose key retention
// destroys therefore has no readable copy left here.
//
// position:8 | clinic length:2 | clinic | sealed event         (little endian; the engine is the owner of the file)
#pragma once

#include "store/journal_rows.h"

namespace nightbell {

Result<QByteArray> toSpill(const KeyRing &keys, const JournalEntry &entry);

// Damaged when it is not what was written; whatever indexKey answers when the clinic's keys are not open.
Result<JournalEntry> fromSpill(const KeyRing &keys, const EngineId &engine, QByteArrayView record);

Result<qint64> positionInSpill(QByteArrayView record);

} // namespace nightbell
