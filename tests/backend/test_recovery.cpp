#include "scripted/each_store.h"
#include "scripted/scripted_calls.h"
#include "scripted/scripted_secrets.h"
#include "store/call_archive.h"
#include "store/recovery.h"

#include <QTemporaryDir>
#include <QTest>

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
    void callsOfThisRunAreLeftAlone_data() { m_stores.rows(); }
    void callsOfThisRunAreLeftAlone();
    void whatWaitsInTheSpillIsPartOfTheHistory_data() { m_stores.rows(); }
    void whatWaitsInTheSpillIsPartOfTheHistory();
    void aClockThatWentBackTurnsNoHistoryRound_data() { m_stores.rows(); }
    void aClockThatWentBackTurnsNoHistoryRound();

private:
    std::unique_ptr<Journal> journalOf(const EngineId &engine);
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

std::unique_ptr<Journal> TestRecovery::journalOf(const EngineId &engine)
{
    auto journal =
        Journal::open({.engine = engine,
                       .open = [this]() -> Result<JournalStore> { return storeOver(m_stores.again(), m_secrets); },
                       .spillPath = m_folder->filePath(engine.text()),
                       .now = [] { return later; }});
    if (!journal)
        qFatal("%s", qPrintable(journal.problem().detail));
    return std::move(journal).value();
}

int TestRecovery::recovered(const EngineId &by, const EngineId &lost, Instant now, Span lasts)
{
    const auto reader = m_stores.again();
    const auto journal = journalOf(by);
    return recoverCalls(*reader, *journal, {lost, now, [=](const ClinicId &) { return lasts; }}).value();
}

CallSummary TestRecovery::summary(int number)
{
    const auto store = storeOver(m_stores.again(), m_secrets);
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
    QCOMPARE(recovered(m_second, m_first), 2);
    QCOMPARE(recovered(m_first, m_first), 0);
    const auto store = storeOver(m_stores.again(), m_secrets);
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
    QCOMPARE(recovered(m_second, m_first, morning - std::chrono::hours(9)), 2);
    QCOMPARE(summary(1).ended, morning + Span(201));
    const auto store = storeOver(m_stores.again(), m_secrets);
    const auto entries = entriesOfCall(*store.database, *store.keys, call(1));
    QVERIFY(std::holds_alternative<Dropped>(entries.value().last().event.what));
}

void TestRecovery::callsOfThisRunAreLeftAlone()
{
    const auto reader = m_stores.again();
    const auto journal = journalOf(m_first);
    QVERIFY(journal->append(rosewood, begun(4)).result());
    QCOMPARE(recoverCalls(*reader, *journal, {m_first, later, [](const ClinicId &) { return Span(1); }}).value(), 2);
    QVERIFY(summary(4).live());
}

// Both the call that began and the end of another one were only in the spill when the process died.
void TestRecovery::whatWaitsInTheSpillIsPartOfTheHistory()
{
    {
        auto writer = JournalWriter::open(m_first, storeOver(m_stores.again(), m_secrets),
                                          m_folder->filePath(m_first.text()), {}, later);
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
