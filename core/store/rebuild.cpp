#include "store/rebuild.h"

namespace nightbell {
namespace {

Result<> readEngine(JournalStore &store, RebuildProgress &progress, int batchAtMost,
                    const std::function<void(const RebuildProgress &)> &onProgress)
{
    for (qint64 position = 0;;) {
        const auto entries = entriesAfter(*store.database, *store.keys, progress.engine, position, batchAtMost);
        if (!entries)
            return entries.problem();
        if (entries.value().isEmpty())
            return {};
        if (const Result<> done = project(store, entries.value()); !done)
            return done;
        position = entries.value().last().position;
        progress.entriesRead += entries.value().size();
        onProgress(progress);
    }
}

Result<qint64> readAll(JournalStore &store, int batchAtMost,
                       const std::function<void(const RebuildProgress &)> &onProgress)
{
    for (const auto &projection : store.projections)
        if (const Result<> cleared = projection->clear(); !cleared)
            return cleared.problem();
    const Result<SqlRows> engines =
        store.database->run(QStringLiteral("SELECT engine, COUNT(*) FROM journal GROUP BY engine ORDER BY engine"));
    if (!engines)
        return engines.problem();
    RebuildProgress progress;
    for (const SqlValues &row : engines.value().rows)
        progress.entriesInAll += row.at(1).toLongLong();
    for (const SqlValues &row : engines.value().rows) {
        progress.engine = EngineId(row.at(0).toString());
        if (const Result<> read = readEngine(store, progress, batchAtMost, onProgress); !read)
            return read.problem();
    }
    return progress.entriesRead;
}

} // namespace

Result<qint64> rebuild(JournalStore &store, const std::function<void(const RebuildProgress &)> &onProgress,
                       int batchAtMost)
{
    const Result<qint64> done = inTransaction(*store.database, [&] { return readAll(store, batchAtMost, onProgress); });
    if (!done)
        for (const auto &projection : store.projections)
            projection->forget();
    return done;
}

} // namespace nightbell
