#include "scripted/each_store.h"
#include "scripted/scripted_calls.h"
#include "scripted/scripted_secrets.h"
#include "store/journal.h"
#include "store/spill_record.h"

#include <QSemaphore>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

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
    void whatGathersWhileTheStoreWritesBecomesOneTransaction();
    void manyThreadsAppendAndEachKeepsItsOrder_data() { m_stores.rows(); }
    void manyThreadsAppendAndEachKeepsItsOrder();
    void aStoppedPostgresSpillsAndCatchesUpInOrder();
    void aKilledPostgresLosesNothingThatWasAcknowledged();
    void aFullQueueRefusesInsteadOfGrowing();
    void aQueueThatIsHalfFullGoesToTheSpill();
    void closingWritesEverythingThatWasAppended_data() { m_stores.rows(); }
    void closingWritesEverythingThatWasAppended();
    void afterClosingAnAppendIsRefused();
    void aJournalThatLeftASpillCatchesUpAtTheNextStart_data() { m_stores.rows(); }
    void aJournalThatLeftASpillCatchesUpAtTheNextStart();
    void aStoreThatCannotBeOpenedIsAClearProblem();
    void workRunsOnTheStoreThread();

private:
    JournalPlan plan();
    std::unique_ptr<Journal> opened(const JournalPlan &plan);
    QStringList journal();
    QStringList linesOf(const QList<CallEvent> &events) const;

    EachStore m_stores;
    ScriptedSecrets m_secrets;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestJournal::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_secrets = ScriptedSecrets();
}

JournalPlan TestJournal::plan()
{
    JournalPlan plan{.engine = EngineId(QStringLiteral("e1")),
                     .spillPath = m_folder->filePath(QStringLiteral("spill")),
                     .now = [] { return std::chrono::floor<Span>(std::chrono::system_clock::now()); }};
    // The row's data is fetched here; the store is opened there.
    auto connect = m_stores.connector();
    plan.open = [this, connect]() -> Result<JournalStore> { return storeOver(connect(), m_secrets); };
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
    QStringList lines;
    for (const auto &entry : entriesAfter(*store.database, *store.keys, EngineId(QStringLiteral("e1")), 0, 100'000).value())
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
