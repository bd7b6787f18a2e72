#include "app/admin_store.h"
#include "app/data_folder.h"
#include "app/store_words.h"
#include "store/call_projection.h"
#include "store/rebuild.h"
#include "store/search_index.h"
#include "store/session_projection.h"

#include <QElapsedTimer>
#include <QLocale>

namespace nightbell {

namespace {

constexpr int entriesAtATime = 1'000;

Result<qint64> rebuildRows(JournalStore &store)
{
    store.projections.push_back(std::make_unique<CallProjection>(*store.database, *store.keys));
    store.projections.push_back(std::make_unique<SessionProjection>(*store.database, *store.keys));
    return rebuild(
        store,
        [](const RebuildProgress &progress) {
            print(stderr,
                  say(QT_TRANSLATE_NOOP("Admin", "Rows: %1 of %2 entries"))
                      .arg(progress.entriesRead)
                      .arg(progress.entriesInAll));
        },
        entriesAtATime);
}

// In steps of their own: until the last, a search looks through the rest line by line.
Result<> rebuildSearch(Database &database, KeyRing &keys)
{
    SearchIndex search(database, keys);
    if (const Result<> cleared = search.clear(); !cleared)
        return cleared;
    const auto engines = database.run(QStringLiteral("SELECT DISTINCT engine FROM journal ORDER BY engine"));
    if (!engines)
        return engines.problem();
    for (const SqlValues &row : engines.value().rows) {
        const EngineId engine(row[0].toString());
        for (qint64 upTo = 0;;) {
            const Result<qint64> moved = search.indexNext(engine, entriesAtATime);
            if (!moved)
                return moved.problem();
            if (moved.value() == 0)
                break;
            upTo += moved.value();
            print(stderr,
                  say(QT_TRANSLATE_NOOP("Admin", "Search: entries of %1 up to %2")).arg(engine.text()).arg(upTo));
        }
    }
    return {};
}

} // namespace

Result<> rebuildStore(const AdminPlace &place)
{
    const auto folder = DataFolder::open(place.folder);
    if (!folder)
        return folder.problem();
    auto opened = openForAdmin(place, StoreUse::ReadWrite);
    if (!opened)
        return opened.problem();
    QElapsedTimer time;
    time.start();
    JournalStore store;
    store.database = std::move(opened.value().database);
    store.keys = std::make_unique<KeyRing>(*store.database, *opened.value().secrets);
    if (const Result<> alone = nobodyElseAtWork(*store.database); !alone)
        return alone;
    const auto clinics = clinicsOf(*store.database);
    if (!clinics)
        return clinics.problem();
    if (const Result<> open = openKeys(*store.keys, clinics.value()); !open)
        return open;
    const Result<qint64> read = rebuildRows(store);
    if (!read)
        return storeTrouble(read.problem());
    if (const Result<> searchable = rebuildSearch(*store.database, *store.keys); !searchable)
        return storeTrouble(searchable.problem());
    print(stdout,
          say(QT_TRANSLATE_NOOP("Admin", "Entries read: %1. Seconds: %2."))
              .arg(read.value())
              .arg(QLocale().toString(double(time.elapsed()) / 1'000, 'f', 1)));
    return {};
}

} // namespace nightbell
