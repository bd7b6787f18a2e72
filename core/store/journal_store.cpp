#include "store/journal_store.h"

namespace nightbell {
namespace {

Result<> writeRows(JournalStore &store, const QList<JournalEntry> &entries)
{
    const Result<QList<JournalEntry>> added = writeEntries(*store.database, *store.keys, entries);
    if (!added)
        return added.problem();
    for (const JournalEntry &entry : added.value())
        for (const auto &projection : store.projections)
            if (const Result<> applied = projection->apply(entry); !applied)
                return applied;
    for (const auto &projection : store.projections)
        if (const Result<> stored = projection->store(); !stored)
            return stored;
    return {};
}

std::optional<Setback> writeOnce(JournalStore &store, const QList<JournalEntry> &entries)
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
    if (const Result<> written = writeRows(store, entries); !written) {
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

std::optional<Setback> writeTogether(JournalStore &store, const QList<JournalEntry> &entries)
{
    const std::optional<Setback> setback = writeOnce(store, entries);
    if (!setback || setback->problem.kind != Problem::Kind::Stale || !store.tenure.renew)
        return setback;
    if (const Result<> renewed = store.tenure.renew(); !renewed)
        return Setback{Setback::At::Store, renewed.problem()};
    return writeOnce(store, entries);
}

} // namespace nightbell
