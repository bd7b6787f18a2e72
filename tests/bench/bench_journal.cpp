// How long an appended event takes to be durable, from a quiet line to a busy house, and how many events a second the
// journal keeps up with. Everything a running engine has is on it: sealing, keys, projections, the spill.
#include "bench/figures.h"
#include "bench/must.h"
#include "bench/spoken_calls.h"
#include "scripted/real_postgres.h"
#include "store/postgres_database.h"
#include "store/sqlite_database.h"

#include <QCoreApplication>

#include <atomic>
#include <deque>
#include <thread>

using namespace nightbell;
using namespace nightbell::bench;
using Clock = std::chrono::steady_clock;

namespace {

constexpr int callsAtOnce = 200;
constexpr int unansweredAtMost = 2'000;

struct Fates
{
    std::vector<double> ms; // one for each event
    std::atomic<int> ready = 0, spilled = 0;
    void settle(const Result<Receipt> &receipt)
    {
        if (!receipt)
            qFatal("an event was refused: %s", qPrintable(receipt.problem().detail));
        spilled += receipt.value().where == Receipt::Where::Spill;
        ++ready;
    }
};

// By an absolute schedule, measured from when each event was due: an append that is late does not make its time short.
void pace(const QByteArray &where, Journal &journal, SpokenCalls &calls, double perSecond, int seconds)
{
    const int count = int(perSecond * seconds);
    Fates fates;
    fates.ms.resize(std::size_t(count));
    const auto start = Clock::now();
    for (int i = 0; i < count; ++i) {
        const auto due = start + std::chrono::nanoseconds(qint64(1e9 * i / perSecond));
        std::this_thread::sleep_until(due);
        // Without a context: runs on the store thread, in the moment in which the event is durable.
        journal.append(storeClinic, calls.next(wallClock())).then([&fates, due, i](const Result<Receipt> &receipt) {
            fates.ms[std::size_t(i)] = std::chrono::duration<double, std::milli>(Clock::now() - due).count();
            fates.settle(receipt);
        });
    }
    while (fates.ready < count)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    Figures figures("journal on " + where + ": " + QByteArray::number(qint64(perSecond)) + " events/s");
    for (const double ms : fates.ms)
        figures.add(ms);
    figures.print();
    if (fates.spilled > 0)
        printFigure("journal on " + where + ": of these through the spill", fates.spilled, "events");
}

// As fast as it goes with a bounded number of events that wait: what is counted is durable in the store itself.
double sustain(const QByteArray &where, Journal &journal, SpokenCalls &calls, std::chrono::seconds length)
{
    Fates fates;
    int appended = 0;
    const auto start = Clock::now();
    std::deque<QFuture<Result<Receipt>>> waiting;
    while (Clock::now() - start < length) {
        waiting.push_back(journal.append(storeClinic, calls.next(wallClock())));
        ++appended;
        while (waiting.size() >= unansweredAtMost || (!waiting.empty() && waiting.front().isFinished())) {
            fates.settle(waiting.front().result());
            waiting.pop_front();
        }
    }
    for (const auto &each : waiting)
        fates.settle(each.result());
    const double rate = appended / std::chrono::duration<double>(Clock::now() - start).count();
    printFigure("journal on " + where + ": as fast as it goes, all durable", rate, "events/s");
    if (fates.spilled > 0)
        printFigure("journal on " + where + ": of these through the spill", fates.spilled, "events");
    return rate;
}

void measure(const QByteArray &where, const OpenDatabase &open, const QString &spillPath)
{
    ScriptedSecrets secrets;
    const auto journal = must(openFullJournal(open, secrets, spillPath));
    SpokenCalls calls{.name = QString::fromLatin1(where), .callsAtOnce = callsAtOnce};
    pace(where, *journal, calls, 1, 15);
    pace(where, *journal, calls, 50, 10);
    pace(where, *journal, calls, 1'000, 10);
    const double rate = sustain(where, *journal, calls, std::chrono::seconds(10));
    pace(where, *journal, calls, rate / 2, 10); // evenly paced, with room for the house's other work
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QTemporaryDir folder;
    measure(
        "SQLite", [&] { return openSqlite(folder.filePath(QStringLiteral("store.sqlite"))); },
        folder.filePath(QStringLiteral("sqlite-spill")));

    RealPostgres postgres(RealPostgres::Sync::On);
    if (!postgres.start())
        qFatal("%s", qPrintable(postgres.failure()));
    const QString url = postgres.url(postgres.createDatabase());
    measure(
        "PostgreSQL",
        [&] {
            return openPostgres({url, {}, {storeClinic}});
        },
        folder.filePath(QStringLiteral("postgres-spill")));
    return 0;
}
