// How fast every projection is made again from the journal alone, over 200,000 entries in SQLite.
#include "bench/figures.h"
#include "bench/must.h"
#include "bench/spoken_calls.h"
#include "store/rebuild.h"
#include "store/sqlite_database.h"

#include <QTemporaryDir>

using namespace nightbell;
using namespace nightbell::bench;

namespace {

constexpr int entryCount = 200'000, entriesAtOnce = 5'000, rebuilds = 3;

} // namespace

int main()
{
    const QTemporaryDir folder;
    ScriptedSecrets secrets;
    JournalStore store = must(furnish(openSqlite(folder.filePath(QStringLiteral("store.sqlite"))), secrets));
    SpokenCalls calls{.name = QStringLiteral("call"), .callsAtOnce = 200};
    Instant now = wallClock();
    for (qint64 position = 0; position < entryCount;) {
        QList<JournalEntry> entries;
        for (int i = 0; i < entriesAtOnce; ++i)
            entries << JournalEntry{storeEngine, ++position, storeClinic, calls.next(now += Span(20))};
        if (const auto setback = writeTogether(store, entries))
            qFatal("%s", qPrintable(setback->problem.detail));
    }

    Figures figures("rebuild: 200,000 entries");
    for (int i = 0; i < rebuilds; ++i)
        figures.time([&] {
            if (must(rebuild(store, [](const RebuildProgress &) {})) != entryCount)
                qFatal("not every entry was read");
        });
    figures.print();
    printFigure("rebuild: speed", entryCount / figures.at(0.5) * 1'000, "entries/s");
}
