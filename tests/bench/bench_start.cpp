// How long the store takes to be ready with 100,000 calls of history, its file not in memory: first after a crash that
// left 200 calls live, then as on any morning.
#include "bench/figures.h"
#include "bench/must.h"
#include "bench/spoken_calls.h"
#include "store/call_archive.h"
#include "store/recovery.h"
#include "store/sqlite_database.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <fcntl.h>
#include <unistd.h>

using namespace nightbell;
using namespace nightbell::bench;

namespace {

constexpr int callCount = 100'000, eventsOfACall = 6, liveCount = 200, callsInABatch = 1'000;
constexpr int pageCalls = 50, mornings = 10;

void fill(const QString &path, SecretStore &secrets)
{
    JournalStore store = must(furnish(openSqlite(path), secrets));
    SpokenCalls calls{.name = QStringLiteral("call"), .callsAtOnce = callsInABatch, .eventsOfACall = eventsOfACall};
    Instant now = wallClock() - std::chrono::hours(24 * 365);
    qint64 position = 0;
    const auto write = [&](int count) {
        QList<JournalEntry> entries;
        for (int i = 0; i < count; ++i)
            entries << JournalEntry{storeEngine, ++position, storeClinic, calls.next(now += Span(50))};
        if (const auto setback = writeTogether(store, entries))
            qFatal("%s", qPrintable(setback->problem.detail));
    };
    for (int i = 0; i < callCount / callsInABatch; ++i)
        write(callsInABatch * eventsOfACall);
    write(liveCount); // the first event of each
}

// Written to the disk, then out of the page cache, as after the machine was started.
void forgetFile(const QString &path)
{
    const int file = ::open(path.toLocal8Bit().constData(), O_RDONLY);
    if (file < 0 || ::fsync(file) != 0 || ::posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED) != 0)
        qFatal("cannot put %s out of memory", qPrintable(path));
    ::close(file);
}

struct Steps
{
    QByteArray when;
    Figures journal{when + ": store, keys, journal opened"};
    Figures recovery{when + ": live calls recovered"};
    Figures page{when + ": first page of the archive"};
    Figures all{when + ": all of it"};

    void print()
    {
        for (Figures *each : {&journal, &recovery, &page, &all})
            each->print();
    }
};

void start(const QString &folder, SecretStore &secrets, int live, Steps &steps)
{
    const QString path = folder + QStringLiteral("/store.sqlite");
    forgetFile(path);
    std::unique_ptr<Journal> journal;
    std::unique_ptr<Database> reader;
    std::unique_ptr<KeyRing> keys;
    steps.all.time([&] {
        steps.journal.time([&] {
            journal =
                must(openFullJournal([&] { return openSqlite(path); }, secrets, folder + QStringLiteral("/spill")));
        });
        steps.recovery.time([&] {
            reader = must(openSqlite(path));
            keys = std::make_unique<KeyRing>(*reader, secrets);
            must(keys->openOrCreate(storeClinic));
            const Recovery recovery{storeEngine, wallClock(), [](const ClinicId &) { return std::chrono::hours(1); }};
            if (must(journal->recover(recovery).result()) != live)
                qFatal("not the calls that were live were recovered");
        });
        steps.page.time([&] {
            CallArchive archive(*reader, *keys);
            const auto newest = CallArchive::before(wallClock() + std::chrono::hours(1));
            if (must(archive.page(storeClinic, newest, pageCalls)).size() != pageCalls)
                qFatal("the archive is empty");
        });
    });
    reader.reset();
    journal->close();
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QTemporaryDir folder;
    ScriptedSecrets secrets;
    fill(folder.filePath(QStringLiteral("store.sqlite")), secrets);
    Steps crashed{.when = "start after a crash"};
    start(folder.path(), secrets, liveCount, crashed);
    crashed.print();
    Steps morning{.when = "start"};
    for (int i = 0; i < mornings; ++i)
        start(folder.path(), secrets, 0, morning);
    morning.print();
}
