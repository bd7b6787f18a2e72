// Makes every projection again from the journal alone, in one transaction: readers see the old rows until the new ones
// are complete, and a rebuild that is cut short has changed nothing. Not while a journal is open on the same store
// with other projection objects: what those remember would be of the old rows.
#pragma once

#include "store/journal_store.h"

namespace nightbell {

struct RebuildProgress
{
    EngineId engine;
    qint64 entriesRead = 0;  // of all engines
    qint64 entriesInAll = 0; // some of which nobody can read any more
};

Result<qint64> rebuild(JournalStore &store, const std::function<void(const RebuildProgress &)> &onProgress,
                       int batchAtMost = 1'000); // answers how many entries were read

} // namespace nightbell
