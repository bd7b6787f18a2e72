#include "scripted/each_store.h"
#include "scripted/scripted_calls.h"
#include "scripted/scripted_secrets.h"
#include "scripted/stumbling_database.h"
#include "scripted/watched_database.h"
#include "store/call_archive.h"
#include "store/engine_lease.h"
#include "store/journal.h"
#include "store/recovery.h"

#include <QTemporaryDir>
#include <QTest>

#include <future>

using namespace nightbell;
using namespace nightbell::scripted;

// What becomes of calls whose engine died under them.
class TestRecovery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void callsThatWereLiveBecomeDroppedAndResumable_data() { m_stores.rows(); }
    void callsThatWereLiveBecomeDroppedAndResumable();
    void aSecondRunFindsNone_data() { m_stores.rows(); }
    void aSecondRunFindsNone();
    void aClinicWithoutSessionsLeavesNone_data() { m_stores.rows(); }
    void aClinicWithoutSessionsLeavesNone();
    void callsOfAnotherEngineAreLeftAlone_data() { m_stores.rows(); }
    void callsOfAnotherEngineAreLeftAlone();
    void theSuccessorAdoptsInItsOwnStream_data() { m_stores.rows(); }
    void theSuccessorAdoptsInItsOwnStream();
    void anEngineThatCameBackKeepsItsCalls_data() { m_stores.rows(); }
    void anEngineThatCameBackKeepsItsCalls();
    void anEngineThatComesBackAmidTheRecordsWaitsForThem_data() { m_stores.postgresRow(); }
    void anEngineThatComesBackAmidTheRecordsWaitsForThem();
    void recordsInDoubtAreLookedAtAgain_data() { m_stores.rows(); }
    void recordsInDoubtAreLookedAtAgain();
    void aCallWhoseKeyIsDamagedHoldsUpNoOther_data() { m_stores.rows(); }
    void aCallWhoseKeyIsDamagedHoldsUpNoOther();
    void callsOfThisRunAreLeftAlone_data() { m_stores.rows(); }
    void callsOfThisRunAreLeftAlone();
    void whatWaitsInTheSpillIsPartOfTheHistory_data() { m_stores.rows(); }
    void whatWaitsInTheSpillIsPartOfTheHistory();
    void aClockThatWentBackTurnsNoHistoryRound_data() { m_stores.rows(); }
    void aClockThatWentBackTurnsNoHistoryRound();

private:
    using Wrap = std::function<std::unique_ptr<Database>(std::unique_ptr<Database>)>;
    std::unique_ptr<Journal> journalOf(const EngineId &engine, const Wrap &wrap = {});
    JournalStore store() { return storeOver(m_stores.again(), m_secrets); }
    void adoptTheFirst(); // by the second, which has written nothing of it yet
    static Span anHour(const ClinicId &) { return std::chrono::hours(1); }
    int recovered(const EngineId &by, const EngineId &lost, Instant now = later, Span lasts = std::chrono::hours(1));
    CallSummary summary(int number);

    static constexpr Instant later = morning + std::chrono::minutes(5);
    const EngineId m_first{QStringLiteral("e1")}, m_second{QStringLiteral("e2")};
    EachStore m_stores;
    ScriptedSecrets m_secrets;
    std::unique_ptr<QTemporaryDir> m_folder;
};

// The first engine died with two calls live and one ended.
void TestRecovery::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_secrets = ScriptedSecrets();
    (void)m_stores.fresh();
    const auto journal = journalOf(m_first);
    for (const CallEvent &each : {begun(1), eventOf(1, Answered{}, Span(10)), heard(1, QStringLiteral("help"), 2),
                                  begun(2), begun(3), eventOf(3, Ended{}, Span(50))})
        QVERIFY(journal->append(rosewood, each).result());
}

void TestRecovery::adoptTheFirst()
{
    QVERIFY(m_stores.again()->run(QStringLiteral("INSERT INTO engine (id, epoch, lease_until_ms, adopted_by) "
                                                 "VALUES ('e1', 2, 1, 'e2')")));
}

std::unique_ptr<Journal> TestRecovery::journalOf(const EngineId &engine, const Wrap &wrap)
{
    auto journal = Journal::open({.engine = engine,
                                  .open = [=, this]() -> Result<JournalStore> {
                                      auto real = m_stores.again();
                                      return storeOver(wrap ? wrap(std::move(real)) : std::move(real), m_secrets);
                                  },
                                  .spillPath = m_folder->filePath(engine.text()),
                                  .now = [] { return later; }});
    if (!journal)
        qFatal("%s", qPrintable(journal.problem().detail));
    return std::move(journal).value();
}

int TestRecovery::recovered(const EngineId &by, const EngineId &lost, Instant now, Span lasts)
{
    return journalOf(by)->recover({lost, now, [=](const ClinicId &) { return lasts; }}).result().value();
}

CallSummary TestRecovery::summary(int number)
{
    const auto store = this->store();
    return CallArchive(*store.database, *store.keys).call(call(number)).value();
}

void TestRecovery::callsThatWereLiveBecomeDroppedAndResumable()
{
    QCOMPARE(recovered(m_first, m_first), 2);
    const CallSummary dropped = summary(1);
    QCOMPARE(dropped.cause, EndCause::EngineLost);
    QCOMPARE(dropped.ended, later);
    QCOMPARE(dropped.session->expires, morning + Span(201) + std::chrono::hours(1)); // from the last event on
    QCOMPARE(summary(3).cause, EndCause::CallerHungUp);
    const auto sessions = m_stores.again()->run(QStringLiteral("SELECT call FROM session WHERE state = 'open'"));
    QCOMPARE(sessions.value().rows.size(), 2);
}

void TestRecovery::aSecondRunFindsNone()
{
    QCOMPARE(recovered(m_first, m_first), 2);
    QCOMPARE(recovered(m_first, m_first), 0);
}

void TestRecovery::aClinicWithoutSessionsLeavesNone()
{
    QCOMPARE(recovered(m_first, m_first, later, Span(0)), 2);
    QVERIFY(!summary(1).session);
    QVERIFY(summary(1).ended);
}

void TestRecovery::callsOfAnotherEngineAreLeftAlone()
{
    QCOMPARE(recovered(m_second, m_second), 0);
    QVERIFY(summary(1).live());
}

void TestRecovery::theSuccessorAdoptsInItsOwnStream()
{
    adoptTheFirst();
    QCOMPARE(recovered(m_second, m_first), 2);
    QCOMPARE(recovered(m_first, m_first), 0);
    const auto store = this->store();
    QStringList written;
    const auto entries = entriesAfter(*store.database, *store.keys, m_second, 0, 100);
    for (const JournalEntry &entry : entries.value())
        written << entry.event.call.text() + u' ' + kindOf(entry.event.what);
    QCOMPARE(written.join(u", "), QStringLiteral("call-1 adopted, call-1 dropped, call-2 adopted, call-2 dropped"));
    QCOMPARE(summary(2).cause, EndCause::EngineLost);
    QCOMPARE(lastPosition(*store.database, m_first).value(), 6);
}

void TestRecovery::aClockThatWentBackTurnsNoHistoryRound()
{
    adoptTheFirst();
    QCOMPARE(recovered(m_second, m_first, morning - std::chrono::hours(9)), 2);
    QCOMPARE(summary(1).ended, morning + Span(201));
    const auto store = this->store();
    const auto entries = entriesOfCall(*store.database, *store.keys, call(1));
    QVERIFY(std::holds_alternative<Dropped>(entries.value().last().event.what));
}

void TestRecovery::anEngineThatCameBackKeepsItsCalls()
{
    adoptTheFirst();
    const auto connection = m_stores.again();
    EngineLease back(*connection, m_first, std::chrono::hours(1));
    QVERIFY(back.take(later));
    QVERIFY(journalOf(m_first)->append(rosewood, begun(4)).result());
    QCOMPARE(recovered(m_second, m_first), 0);
    for (const int number : {1, 2, 4})
        QVERIFY(summary(number).live());
}

// It is back right after the successor has looked which calls are live: its new epoch waits until that is settled.
void TestRecovery::anEngineThatComesBackAmidTheRecordsWaitsForThem()
{
    std::future<EngineId> back;
    bool backTooSoon = true;
    const auto comeBack = [&] {
        back = std::async(std::launch::async, [&] {
            const auto own = store();
            EngineLease lease(*own.database, m_first, std::chrono::hours(1));
            const EngineId successor = lease.take(later).value().adoptedBy;
            (void)journalOf(m_first)->append(rosewood, begun(4)).result();
            return successor;
        });
        const auto watcher = m_stores.again();
        const auto waits = [&] {
            const auto locks = watcher->run(QStringLiteral("SELECT 1 FROM pg_locks WHERE NOT granted"));
            return !locks.value().rows.isEmpty();
        };
        while (back.wait_for(std::chrono::milliseconds(10)) != std::future_status::ready && !waits()) { }
        backTooSoon = back.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
    };
    adoptTheFirst();
    const auto journal = journalOf(m_second, [&](std::unique_ptr<Database> real) {
        return std::make_unique<WatchedDatabase>(std::move(real), QStringLiteral("FROM call WHERE engine"), comeBack);
    });
    QCOMPARE(journal->recover({m_first, later, anHour}).result().value(), 2);
    QCOMPARE(back.get(), m_second);
    QVERIFY(!backTooSoon);
    QCOMPARE(summary(1).cause, EndCause::EngineLost);
    QVERIFY(summary(4).live());
}

void TestRecovery::recordsInDoubtAreLookedAtAgain()
{
    for (const auto fate : {Stumbles::Commit::InDoubtButDone, Stumbles::Commit::InDoubtAndNotDone}) {
        init();
        const auto stumbles = std::make_shared<Stumbles>();
        const auto journal = journalOf(m_first, [&](std::unique_ptr<Database> real) {
            return std::make_unique<StumblingDatabase>(std::move(real), stumbles);
        });
        stumbles->commit = fate;
        stumbles->nextCommit = true; // the store thread sleeps
        QCOMPARE(journal->recover({m_first, later, anHour}).result().problem().kind, Problem::Kind::InDoubt);
        QVERIFY(
            journal->append(rosewood, begun(4)).result()); // at a position of its own, whatever became of the others
        const int missing = fate == Stumbles::Commit::InDoubtButDone ? 0 : 2;
        QCOMPARE(journal->recover({m_first, later, anHour}).result().value(), missing);
        QVERIFY(!summary(1).live() && !summary(2).live() && summary(4).live());
    }
}

void TestRecovery::aCallWhoseKeyIsDamagedHoldsUpNoOther()
{
    QVERIFY(m_stores.again()->run(QStringLiteral("UPDATE call_key SET wrapped = (SELECT wrapped FROM call_key WHERE "
                                                 "call = 'call-3') WHERE call = 'call-1'")));
    const auto outcome = journalOf(m_first)->recover({m_first, later, anHour}).result();
    QCOMPARE(outcome.problem().kind, Problem::Kind::Damaged);
    QCOMPARE(summary(2).cause, EndCause::EngineLost);
}

void TestRecovery::callsOfThisRunAreLeftAlone()
{
    const auto journal = journalOf(m_first);
    QVERIFY(journal->append(rosewood, begun(4)).result());
    QCOMPARE(journal->recover({m_first, later, anHour}).result().value(), 2);
    QVERIFY(summary(4).live());
}

// Both the call that began and the end of another one were only in the spill when the process died.
void TestRecovery::whatWaitsInTheSpillIsPartOfTheHistory()
{
    {
        auto writer = JournalWriter::open(m_first, store(), m_folder->filePath(m_first.text()), {}, later);
        const auto fates =
            writer.value()->write(drafts({begun(4), eventOf(2, Ended{}, Span(70))}), later, Receipt::Where::Spill);
        QVERIFY(fates.last());
    }
    QCOMPARE(recovered(m_first, m_first), 2);
    QCOMPARE(summary(2).cause, EndCause::CallerHungUp);
    QCOMPARE(summary(4).cause, EndCause::EngineLost);
}

QTEST_GUILESS_MAIN(TestRecovery)
#include "test_recovery.moc"
