#include "scripted/each_store.h"
#include "scripted/scripted_calls.h"
#include "scripted/scripted_secrets.h"
#include "scripted/stumbling_database.h"
#include "store/journal.h"

#include <QSemaphore>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <algorithm>
#include <atomic>

using namespace nightbell;
using namespace nightbell::scripted;

using Fate = QFuture<Result<Receipt>>;

// The thread "store" over real stores.
class TestJournal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void anEventIsInTheStoreWhenItsFutureIsReady_data() { m_stores.rows(); }
    void anEventIsInTheStoreWhenItsFutureIsReady();
    void whatGathersWhileTheStoreWritesBecomesOneTransaction_data() { onlyOn("sqlite"); }
    void whatGathersWhileTheStoreWritesBecomesOneTransaction();
    void manyThreadsAppendAndEachKeepsItsOrder_data() { m_stores.rows(); }
    void manyThreadsAppendAndEachKeepsItsOrder();
    void aStoppedPostgresSpillsAndCatchesUpInOrder_data() { onlyOn("postgres"); }
    void aStoppedPostgresSpillsAndCatchesUpInOrder();
    void aKilledPostgresLosesNothingThatWasAcknowledged_data() { onlyOn("postgres"); }
    void aKilledPostgresLosesNothingThatWasAcknowledged();
    void aFullQueueRefusesInsteadOfGrowing_data() { onlyOn("sqlite"); }
    void aFullQueueRefusesInsteadOfGrowing();
    void aQueueThatIsHalfFullGoesToTheSpill_data() { onlyOn("sqlite"); }
    void aQueueThatIsHalfFullGoesToTheSpill();
    void closingWritesEverythingThatWasAppended_data() { m_stores.rows(); }
    void closingWritesEverythingThatWasAppended();
    void afterClosingAnAppendIsRefused_data() { onlyOn("sqlite"); }
    void afterClosingAnAppendIsRefused();
    void aJournalThatLeftASpillCatchesUpAtTheNextStart_data() { m_stores.rows(); }
    void aJournalThatLeftASpillCatchesUpAtTheNextStart();
    void aStoreThatCannotBeOpenedIsAClearProblem_data() { onlyOn("sqlite"); }
    void aStoreThatCannotBeOpenedIsAClearProblem();
    void workRunsOnTheStoreThread_data() { onlyOn("sqlite"); }
    void workRunsOnTheStoreThread();

private:
    static void onlyOn(const char *store)
    {
        QTest::addColumn<QString>("store");
        QTest::newRow(store) << QString::fromLatin1(store);
    }
    JournalPlan plan();
    std::unique_ptr<Journal> opened(const JournalPlan &plan);
    QStringList journal();
    QStringList linesOf(const QList<CallEvent> &events) const;

    EachStore m_stores;
    ScriptedSecrets m_secrets;
    std::shared_ptr<Stumbles> m_stumbles;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestJournal::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_secrets = ScriptedSecrets();
    m_stumbles = std::make_shared<Stumbles>();
}

JournalPlan TestJournal::plan()
{
    JournalPlan plan{.engine = EngineId(QStringLiteral("e1")),
                     .spillPath = m_folder->filePath(QStringLiteral("spill")),
                     .now = [] { return std::chrono::floor<Span>(std::chrono::system_clock::now()); }};
    plan.open = [this]() -> Result<JournalStore> {
        return storeOver(std::make_unique<StumblingDatabase>(m_stores.again(), m_stumbles), m_secrets);
    };
    plan.limits.firstRetry = Span(5);
    plan.limits.longestRetry = Span(20);
    return plan;
}

std::unique_ptr<Journal> TestJournal::opened(const JournalPlan &plan)
{
    auto journal = Journal::open(plan);
    if (!journal)
        qFatal("%s", qPrintable(journal.problem().detail));
    return std::move(journal).value();
}

QStringList TestJournal::journal()
{
    const auto store = storeOver(m_stores.again(), m_secrets);
    const auto entries = entriesAfter(*store.database, *store.keys, EngineId(QStringLiteral("e1")), 0, 100'000);
    QStringList lines;
    for (const JournalEntry &entry : entries.value())
        lines << QStringLiteral("%1 %2 %3").arg(entry.position).arg(entry.event.call.text(), kindOf(entry.event.what));
    return lines;
}

QStringList TestJournal::linesOf(const QList<CallEvent> &events) const
{
    QStringList lines;
    for (const CallEvent &each : events)
        lines << QStringLiteral("%1 %2 %3").arg(lines.size() + 1).arg(each.call.text(), kindOf(each.what));
    return lines;
}

void TestJournal::anEventIsInTheStoreWhenItsFutureIsReady()
{
    (void)m_stores.fresh();
    auto journal = opened(plan());
    const Receipt receipt = journal->append(rosewood, begun(1)).result().value();
    QCOMPARE(receipt, (Receipt{1, Receipt::Where::Store}));
    QCOMPARE(this->journal(), linesOf({begun(1)})); // another connection sees it
}

namespace {

// Keeps the store thread busy until the test lets it go.
class HeldStore
{
public:
    explicit HeldStore(Journal &journal)
        : m_done(journal.perform([this](JournalStore &) {
            m_held.release();
            m_free.acquire();
            return Result<>();
        }))
    {
        m_held.acquire();
    }
    ~HeldStore() { letGo(); }
    void letGo()
    {
        m_free.release();
        m_done.waitForFinished();
    }

private:
    QSemaphore m_held, m_free;
    QFuture<Result<>> m_done;
};

bool all(const QList<Fate> &fates, Receipt::Where where)
{
    return std::ranges::all_of(fates, [&](const Fate &fate) {
        const auto receipt = fate.result();
        return receipt && receipt.value().where == where;
    });
}

QList<CallEvent> manyCalls(int from, int count)
{
    QList<CallEvent> events;
    for (int i = from; i < from + count; ++i)
        events << begun(i);
    return events;
}

QList<Fate> appendAll(Journal &journal, const QList<CallEvent> &events)
{
    QList<Fate> fates;
    for (const CallEvent &each : events)
        fates << journal.append(rosewood, each);
    return fates;
}

} // namespace

void TestJournal::whatGathersWhileTheStoreWritesBecomesOneTransaction()
{
    (void)m_stores.fresh();
    auto journal = opened(plan());
    QList<Fate> fates;
    const int before = m_stumbles->commits;
    {
        HeldStore held(*journal);
        fates = appendAll(*journal, manyCalls(1, 50));
        QCOMPARE(journal->behind().inMemory, 50);
    }
    QVERIFY(all(fates, Receipt::Where::Store));
    journal->close();
    QCOMPARE(m_stumbles->commits, before + 1);
    QCOMPARE(journal->behind(), Behind());
}

void TestJournal::manyThreadsAppendAndEachKeepsItsOrder()
{
    (void)m_stores.fresh();
    constexpr int threads = 4, each = 250;
    auto journal = opened(plan());
    std::vector<std::unique_ptr<QThread>> appending;
    QList<QList<Fate>> fates(threads);
    for (int t = 0; t < threads; ++t) {
        appending.emplace_back(QThread::create(
            [&journal, &mine = fates[t], t] { mine = appendAll(*journal, manyCalls(t * each, each)); }));
        appending.back()->start();
    }
    for (const auto &thread : appending)
        QVERIFY(thread->wait());
    QSet<qint64> positions;
    for (const QList<Fate> &mine : fates) {
        qint64 last = 0;
        for (const Fate &fate : mine) {
            const Receipt receipt = fate.result().value();
            QVERIFY(receipt.position > last);
            last = receipt.position;
            positions << last;
        }
    }
    QCOMPARE(positions.size(), threads * each);
    QCOMPARE(*std::max_element(positions.cbegin(), positions.cend()), threads * each);
}

void TestJournal::aStoppedPostgresSpillsAndCatchesUpInOrder()
{
    (void)m_stores.fresh();
    JournalPlan plan = this->plan();
    std::atomic<bool> toldAboutTheOutage = false, toldAboutTheEnd = false;
    plan.onBehindChanged = [&](const Behind &behind) {
        (behind.inSpill ? toldAboutTheOutage : toldAboutTheEnd) = true;
    };
    auto journal = opened(plan);
    const QList<CallEvent> events = manyCalls(1, 300);
    QVERIFY(all(appendAll(*journal, events.first(100)), Receipt::Where::Store));
    m_stores.postgres().stop();
    QVERIFY(all(appendAll(*journal, events.sliced(100, 100)), Receipt::Where::Spill));
    QVERIFY(toldAboutTheOutage);
    QVERIFY(journal->behind().since);
    toldAboutTheEnd = false;
    m_stores.postgres(); // starts it again
    QTRY_VERIFY_WITH_TIMEOUT(journal->behind().inSpill == 0, 90'000);
    QTRY_VERIFY(toldAboutTheEnd);
    QVERIFY(all(appendAll(*journal, events.sliced(200)), Receipt::Where::Store));
    QCOMPARE(this->journal(), linesOf(events));
    QVERIFY(!QFile::exists(plan.spillPath));
}

void TestJournal::aKilledPostgresLosesNothingThatWasAcknowledged()
{
    (void)m_stores.fresh();
    auto journal = opened(plan());
    QList<CallEvent> events;
    QList<Fate> fates;
    for (int round = 0; round < 3; ++round) { // killed with transactions under way
        events << manyCalls(round * 500, 500);
        fates << appendAll(*journal, events.last(500));
        m_stores.postgres().kill();
        m_stores.postgres();
    }
    for (const Fate &fate : fates)
        QVERIFY(fate.result());
    QTRY_VERIFY_WITH_TIMEOUT(journal->behind().inSpill == 0, 20'000);
    QCOMPARE(this->journal(), linesOf(events));
}

void TestJournal::aFullQueueRefusesInsteadOfGrowing()
{
    (void)m_stores.fresh();
    JournalPlan plan = this->plan();
    plan.limits.queueAtMost = 10;
    auto journal = opened(plan);
    QList<Fate> fates;
    {
        HeldStore held(*journal);
        fates = appendAll(*journal, manyCalls(1, 15));
        QVERIFY(fates[10].isFinished());
        QCOMPARE(fates[10].result().problem().kind, Problem::Kind::Full);
        QCOMPARE(journal->behind().inMemory, 10);
    }
    for (const Fate &fate : fates.first(10))
        QVERIFY(fate.result());
    QCOMPARE(journal->behind().refused, 5);
    QCOMPARE(journal->append(rosewood, begun(20)).result().value().position, 11);
}

void TestJournal::aQueueThatIsHalfFullGoesToTheSpill()
{
    (void)m_stores.fresh();
    JournalPlan plan = this->plan();
    plan.limits.queueAtMost = 10;
    auto journal = opened(plan);
    QList<Fate> fates;
    {
        HeldStore held(*journal);
        fates = appendAll(*journal, manyCalls(1, 6));
    }
    QVERIFY(all(fates, Receipt::Where::Spill));
    QTRY_COMPARE(journal->behind().inSpill, 0);
    QCOMPARE(this->journal(), linesOf(manyCalls(1, 6)));
}

void TestJournal::closingWritesEverythingThatWasAppended()
{
    (void)m_stores.fresh();
    const QList<CallEvent> events = manyCalls(1, 500);
    auto journal = opened(plan());
    const QList<Fate> fates = appendAll(*journal, events);
    journal->close();
    for (const Fate &fate : fates)
        QVERIFY(fate.isFinished() && fate.result());
    QCOMPARE(this->journal(), linesOf(events));
}

void TestJournal::afterClosingAnAppendIsRefused()
{
    (void)m_stores.fresh();
    auto journal = opened(plan());
    journal->close();
    const Fate fate = journal->append(rosewood, begun(1));
    QVERIFY(fate.isFinished());
    QCOMPARE(fate.result().problem().kind, Problem::Kind::Refused);
}

void TestJournal::aJournalThatLeftASpillCatchesUpAtTheNextStart()
{
    (void)m_stores.fresh();
    const QList<CallEvent> events = manyCalls(1, 20);
    auto journal = opened(plan());
    QVERIFY(journal
                ->perform([stumbles = m_stumbles](JournalStore &) {
                    stumbles->lasting = true;
                    stumbles->after(1);
                    return Result<>();
                })
                .result());
    QVERIFY(all(appendAll(*journal, events.first(15)), Receipt::Where::Spill));
    journal.reset();
    *m_stumbles = Stumbles();
    journal = opened(plan());
    QCOMPARE(journal->append(rosewood, events[15]).result().value().position, 16);
    for (const Fate &fate : appendAll(*journal, events.sliced(16)))
        QVERIFY(fate.result());
    QTRY_COMPARE(journal->behind().inSpill, 0);
    QCOMPARE(this->journal(), linesOf(events));
}

void TestJournal::aStoreThatCannotBeOpenedIsAClearProblem()
{
    (void)m_stores.fresh();
    JournalPlan plan = this->plan();
    plan.open = []() -> Result<JournalStore> {
        return Problem{Problem::Kind::Locked, QStringLiteral("the keychain is locked")};
    };
    const auto journal = Journal::open(plan);
    QCOMPARE(journal.problem().kind, Problem::Kind::Locked);
}

void TestJournal::workRunsOnTheStoreThread()
{
    (void)m_stores.fresh();
    auto journal = opened(plan());
    QString name;
    QVERIFY(journal->perform([&](JournalStore &) { return name = QThread::currentThread()->objectName(), Result<>(); })
                .result());
    QCOMPARE(name, QStringLiteral("store"));
}

QTEST_GUILESS_MAIN(TestJournal)
#include "test_journal.moc"
