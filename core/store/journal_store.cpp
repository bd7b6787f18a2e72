#include "store/journal_store.h"

namespace nightbell {
namespace {

Result<> writeRows(JournalStore &store, const SeenEntries &seen)
{
    const Result<QList<JournalEntry>> entries = seen(*store.database);
    if (!entries)
        return entries.problem();
    const Result<QList<JournalEntry>> added = writeEntries(*store.database, *store.keys, entries.value());
    return added ? project(store, added.value()) : added.problem();
}

std::optional<Setback> writeOnce(JournalStore &store, const SeenEntries &seen)
{
    const auto undone = [&](Setback::At at, const Problem &problem) {
        for (const auto &projection : store.projections)
            projection->forget();
        store.keys->forgetCallKeys(); // one of them may have been made in this transaction
        return Setback{at, problem};
    };
    if (const Result<> begun = store.database->begin(); !begun)
        return Setback{Setback::At::Store, begun.problem()};
    if (store.tenure.guard)
        if (const Result<> ours = store.tenure.guard(); !ours) {
            store.database->rollBack();
            return Setback{Setback::At::Store, ours.problem()};
        }
    if (const Result<> written = writeRows(store, seen); !written) {
        store.database->rollBack();
        return undone(whoIsToBlame(written.problem().kind), written.problem());
    }
    if (const Result<> kept = store.database->commit(); !kept)
        return undone(Setback::At::Commit, kept.problem());
    return std::nullopt;
}

} // namespace

Setback::At whoIsToBlame(Problem::Kind kind)
{
    switch (kind) {
    case Problem::Kind::Invalid:
    case Problem::Kind::NotFound:
    case Problem::Kind::Refused:
    case Problem::Kind::Damaged:
    case Problem::Kind::Newer:
        return Setback::At::Entry;
    default:
        return Setback::At::Store;
    }
}

Result<> project(JournalStore &store, const QList<JournalEntry> &entries)
{
    for (const JournalEntry &entry : entries)
        for (const auto &projection : store.projections)
            if (const Result<> applied = projection->apply(entry); !applied)
                return applied;
    for (const auto &projection : store.projections)
        if (const Result<> stored = projection->store(); !stored)
            return stored;
    return {};
}

std::optional<Setback> writeTogether(JournalStore &store, const SeenEntries &seen)
{
    const std::optional<Setback> setback = writeOnce(store, seen);
    if (!setback || setback->problem.kind != Problem::Kind::Stale || !store.tenure.renew)
        return setback;
    if (const Result<> renewed = store.tenure.renew(); !renewed)
        return Setback{Setback::At::Store, renewed.problem()};
    return writeOnce(store, seen);
}

std::optional<Setback> writeTogether(JournalStore &store, const QList<JournalEntry> &entries)
{
    return writeTogether(store, SeenEntries([&entries](Database &) { return entries; }));
}

} // namespace nightbell
