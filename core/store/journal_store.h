// What the store thread owns, and the one transaction in which it writes: guard, rows, projections, commit.
#pragma once

#include "store/projection.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace nightbell {

// The engine's right to write. Both may be empty where one engine has the store to itself.
struct Tenure
{
    std::function<Result<>()> guard; // in every transaction, first; Stale when another engine took over
    std::function<Result<>()> renew; // takes a new epoch after that, in a transaction of its own
};

struct JournalStore
{
    std::unique_ptr<Database> database;
    std::unique_ptr<KeyRing> keys; // with the keys of every clinic open
    std::vector<std::unique_ptr<Projection>> projections;
    Tenure tenure; // over the same database
};

struct Setback
{
    enum class At {
        Entry,  // one of the entries is at fault: the same will happen again
        Store,  // nothing was written; the same entries may pass later
        Commit, // it may have been written
    };
    At at = At::Store;
    Problem problem;
};

Setback::At whoIsToBlame(Problem::Kind kind); // for a problem met while writing rows

std::optional<Setback> writeTogether(JournalStore &store, const QList<JournalEntry> &entries);

// The same for entries that follow from what is seen in that very transaction, after the guard.
using SeenEntries = std::function<Result<QList<JournalEntry>>(Database &)>;
std::optional<Setback> writeTogether(JournalStore &store, const SeenEntries &seen);

// What follows from the entries, in the open transaction.
Result<> project(JournalStore &store, const QList<JournalEntry> &entries);

} // namespace nightbell
