// A reader of the journal that keeps rows of its own, in the very transaction that stores the entries: what it shows
// is never ahead of or behind the journal. Its rows can be cleared and made again from the journal alone.
#pragma once

#include "store/journal_rows.h"

namespace nightbell {

class Projection
{
public:
    virtual ~Projection() = default;

    virtual Result<> apply(const JournalEntry &entry) = 0; // the entry's row is already written, not yet committed
    virtual Result<> store() = 0;                          // writes what changed; once per transaction
    virtual void forget() = 0;                             // the transaction failed: nothing remembered is valid
    virtual Result<> clear() = 0;                          // drops every row, before a rebuild
};

} // namespace nightbell
