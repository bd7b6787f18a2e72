#include "scripted/each_store.h"
#include "scripted/scripted_calls.h"
#include "scripted/scripted_secrets.h"
#include "scripted/stumbling_database.h"
#include "store/call_archive.h"
#include "store/schema.h"
#include "store/spill_record.h"
#include "store/sqlite_database.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace nightbell;
using namespace nightbell::scripted;

// Walks the writer through outages step by step, in virtual time.
class TestJournalWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void manyEventsAreOneTransaction_data() { m_stores.rows(); }
    void manyEventsAreOneTransaction();
    void positionsFollowTheOrderWithoutGaps_data() { m_stores.rows(); }
    void positionsFollowTheOrderWithoutGaps();
    void whateverStepFailsNothingIsLostAndNothingComesTwice_data() { m_stores.rows(); }
    void whateverStepFailsNothingIsLostAndNothingComesTwice();
    void whateverStepOfTheCatchUpFailsNothingIsLostAndNothingComesTwice_data() { m_stores.rows(); }
    void whateverStepOfTheCatchUpFailsNothingIsLostAndNothingComesTwice();
    void aCommitInDoubtWithAFullSpillIsSettledLater_data() { m_stores.rows(); }
    void aCommitInDoubtWithAFullSpillIsSettledLater();
    void aCommitInDoubtIsSpilledAsSoonAsThereIsRoom();
    void whatWasRefusedIsInNoRowAndNoMemory();
    void aCallWhoseBeginningWasRefusedHasNoKey();
    void whileAnythingIsSpilledNewEventsGoBehindIt();
    void aStoreThatIsAwayIsAskedEverLessOften();
    void aFullSpillRefusesWithoutAGap();
    void oneEventThatTheStoreRefusesDoesNotTakeTheOthersWithIt();
    void aProjectionThatFailsRollsEverythingBack();
    void aSpilledEntryThatTheStoreWillNeverTakeIsSetAside();
    void positionsGoOnAfterTheSpillWhenTheProcessDied();
    void aStaleEpochIsRenewedOnce();
    void noPlainWordIsInTheSpill();

private:
    void useStore(std::unique_ptr<Database> real);
    void useMemory();
    QString spillPath() const { return m_folder->filePath(m_spillName); }
    std::unique_ptr<JournalWriter> writer(const QString &engine = QStringLiteral("e1"));
    QStringList journal(JournalWriter &writer, const QString &engine = QStringLiteral("e1"));
    void catchUpWith(JournalWriter &writer);
    void verifyCallRows(JournalWriter &writer, const QList<CallEvent> &events);

    EachStore m_stores;
    ScriptedSecrets m_secrets;
    std::shared_ptr<Stumbles> m_stumbles = std::make_shared<Stumbles>();
    std::unique_ptr<QTemporaryDir> m_folder;
    std::function<std::unique_ptr<Database>()> m_connect;
    JournalLimits m_limits;
    Instant m_now = morning;
    QString m_spillName;
};

namespace {

bool all(const JournalWriter::Fates &fates, Receipt::Where where)
{
    return std::ranges::all_of(fates, [&](const auto &fate) { return fate && fate.value().where == where; });
}

const auto inStore = Receipt::Where::Store, inSpill = Receipt::Where::Spill;
const std::array commits{Stumbles::Commit::Fails, Stumbles::Commit::InDoubtButDone,
                         Stumbles::Commit::InDoubtAndNotDone};

// Two calls, of five events; every round of a test uses numbers of its own.
QList<CallEvent> twoCalls(int number)
{
    return {begun(number), begun(number + 1), eventOf(number, Answered{}, Span(5)),
            heard(number, QStringLiteral("hello")), eventOf(number + 1, Ended{}, Span(9))};
}

QStringList linesOf(const QList<CallEvent> &events)
{
    QStringList lines;
    for (const CallEvent &each : events)
        lines << QStringLiteral("%1 %2 %3").arg(lines.size() + 1).arg(each.call.text(), kindOf(each.what));
    return lines;
}

// Refuses whatever concerns one call, as a projection with a defect would.
class PickyProjection : public Projection
{
public:
    explicit PickyProjection(CallId refused) : m_refused(std::move(refused)) { }
    Result<> apply(const JournalEntry &entry) override
    {
        return entry.event.call == m_refused ? Problem{Problem::Kind::Invalid, QStringLiteral("refused")} : Result<>();
    }
    Result<> store() override { return {}; }
    void forget() override { ++forgotten; }
    Result<> clear() override { return {}; }

    int forgotten = 0;

private:
    CallId m_refused;
};

} // namespace

void TestJournalWriter::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_limits = JournalLimits();
    m_now = morning;
    m_spillName = QStringLiteral("spill");
    m_secrets = ScriptedSecrets();
}

void TestJournalWriter::useStore(std::unique_ptr<Database> real)
{
    *m_stumbles = Stumbles();
    auto first = std::make_shared<std::unique_ptr<Database>>(std::move(real));
    m_connect = [this, first] { return *first ? std::move(*first) : m_stores.again(); };
}

void TestJournalWriter::useMemory()
{
    auto database = openSqlite(QStringLiteral(":memory:"));
    QVERIFY(database && migrate(*database.value()));
    useStore(std::move(database).value());
}

std::unique_ptr<JournalWriter> TestJournalWriter::writer(const QString &engine)
{
    auto store = storeOver(std::make_unique<StumblingDatabase>(m_connect(), m_stumbles), m_secrets);
    auto opened = JournalWriter::open(EngineId(engine), std::move(store), spillPath(), m_limits, m_now);
    if (!opened)
        qFatal("%s", qPrintable(opened.problem().detail));
    return std::move(opened).value();
}

QStringList TestJournalWriter::journal(JournalWriter &writer, const QString &engine)
{
    QStringList lines;
    const auto entries = entriesAfter(*writer.store().database, *writer.store().keys, EngineId(engine), 0, 1'000);
    for (const JournalEntry &entry : entries.value())
        lines << QStringLiteral("%1 %2 %3").arg(entry.position).arg(entry.event.call.text(), kindOf(entry.event.what));
    return lines;
}

void TestJournalWriter::catchUpWith(JournalWriter &writer)
{
    m_stumbles->at = 0;
    m_now += std::chrono::minutes(1);
    while (writer.catchUp(m_now)) { }
}

// Every row says what a fold of the events says: none was missed, none came twice.
void TestJournalWriter::verifyCallRows(JournalWriter &writer, const QList<CallEvent> &events)
{
    QMap<QString, CallSummary> expected;
    for (const CallEvent &each : events)
        fold(expected[each.call.text()], each);
    CallArchive archive(*writer.store().database, *writer.store().keys);
    for (const CallSummary &summary : expected) {
        const auto stored = archive.call(summary.id);
        QVERIFY(stored);
        QVERIFY(stored.value() == summary);
    }
}

void TestJournalWriter::manyEventsAreOneTransaction()
{
    useStore(m_stores.fresh());
    auto writer = this->writer();
    const int before = m_stumbles->commits;
    QList<CallEvent> events;
    for (int i = 1; i <= 100; ++i)
        events << begun(i);
    QVERIFY(all(writer->write(drafts(events), m_now), inStore));
    QCOMPARE(m_stumbles->commits, before + 1);
    QCOMPARE(journal(*writer), linesOf(events));
    verifyCallRows(*writer, events);
}

void TestJournalWriter::positionsFollowTheOrderWithoutGaps()
{
    useStore(m_stores.fresh());
    auto writer = this->writer();
    QCOMPARE(writer->write(drafts({begun(1), begun(2)}), m_now).last().value().position, 2);
    QCOMPARE(writer->write(drafts({begun(3)}), m_now).last().value().position, 3);
    writer = this->writer();
    QCOMPARE(writer->write(drafts({begun(4)}), m_now).last().value().position, 4);
}

void TestJournalWriter::whateverStepFailsNothingIsLostAndNothingComesTwice()
{
    useStore(m_stores.fresh());
    for (const Stumbles::Commit commit : commits)
        for (int step = 1, more = 1; more; ++step) {
            const QString engine = QStringLiteral("e%1-%2").arg(int(commit)).arg(step);
            auto writer = this->writer(engine);
            const int first = int(commit) * 1'000'000 + step * 100;
            QList<CallEvent> events = twoCalls(first);
            m_stumbles->commit = commit;
            m_stumbles->lasting = true;
            m_stumbles->after(step);
            const auto fates = writer->write(drafts(events), m_now);
            more = m_stumbles->steps >= m_stumbles->at;
            QVERIFY(all(fates, more ? inSpill : inStore));
            events << heard(first, QStringLiteral("still there"), 2);
            QVERIFY(all(writer->write(drafts({events.last()}), m_now), more ? inSpill : inStore) || !more);
            catchUpWith(*writer);
            QVERIFY(!writer->isBehind());
            QVERIFY(!QFile::exists(spillPath()));
            if (!more)
                continue; // the stumble hit the second write: the next step is not of the batch
            QCOMPARE(journal(*writer, engine), linesOf(events));
            verifyCallRows(*writer, events);
        }
}

void TestJournalWriter::whateverStepOfTheCatchUpFailsNothingIsLostAndNothingComesTwice()
{
    useStore(m_stores.fresh());
    for (const Stumbles::Commit commit : commits)
        for (int step = 1, more = 1; more; ++step) {
            const QString engine = QStringLiteral("e%1-%2").arg(int(commit)).arg(step);
            auto writer = this->writer(engine);
            const QList<CallEvent> events = twoCalls(int(commit) * 1'000'000 + step * 100);
            QVERIFY(all(writer->write(drafts(events), m_now, inSpill), inSpill));
            m_stumbles->commit = commit;
            m_stumbles->after(step);
            m_now += std::chrono::minutes(1);
            (void)writer->catchUp(m_now);
            more = m_stumbles->steps >= m_stumbles->at;
            QCOMPARE(writer->isBehind(), bool(more));
            if (step % 2)
                writer.reset(); // half of the times the process dies as well
            if (!writer)
                writer = this->writer(engine);
            catchUpWith(*writer);
            QVERIFY(!writer->isBehind());
            QCOMPARE(journal(*writer, engine), linesOf(events));
            verifyCallRows(*writer, events);
        }
}

void TestJournalWriter::aCommitInDoubtWithAFullSpillIsSettledLater()
{
    useStore(m_stores.fresh());
    for (const Stumbles::Commit commit : {Stumbles::Commit::InDoubtButDone, Stumbles::Commit::InDoubtAndNotDone}) {
        const QString engine = QStringLiteral("e%1").arg(int(commit));
        m_limits.spillBytesAtMost = 100;
        auto writer = this->writer(engine);
        QList<CallEvent> events = twoCalls(int(commit) * 1'000);
        QVERIFY(all(writer->write(drafts(events), m_now), inStore));
        m_stumbles->commit = commit;
        const QList<CallEvent> doubtful{heard(int(commit) * 1'000, QStringLiteral("is this kept"), 2)};
        events << doubtful;
        m_stumbles->nextCommit = true;
        const auto fates = writer->write(drafts(doubtful), m_now);
        QCOMPARE(fates.first().problem().kind, Problem::Kind::InDoubt);
        const auto behindIt = writer->write(drafts({begun(999)}), m_now);
        QCOMPARE(behindIt.first().problem().kind, Problem::Kind::Full); // order first
        catchUpWith(*writer);
        QVERIFY(!writer->isBehind());
        QCOMPARE(journal(*writer, engine), linesOf(events));
        verifyCallRows(*writer, events);
    }
}

void TestJournalWriter::aCommitInDoubtIsSpilledAsSoonAsThereIsRoom()
{
    useMemory();
    m_spillName = QStringLiteral("folder/spill");
    auto writer = this->writer();
    m_stumbles->nextCommit = true;
    m_stumbles->commit = Stumbles::Commit::InDoubtButDone;
    QCOMPARE(writer->write(drafts({begun(1)}), m_now).first().problem().kind, Problem::Kind::InDoubt);
    QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("folder")));
    QCOMPARE(writer->write(drafts({begun(2)}), m_now).first().value(), (Receipt{2, inSpill}));
    QCOMPARE(writer->write(drafts({begun(3)}), m_now).first().value(), (Receipt{3, inSpill}));
    QCOMPARE(writer->behind().inSpill, 3);
    catchUpWith(*writer);
    QCOMPARE(journal(*writer), linesOf({begun(1), begun(2), begun(3)}));
}

void TestJournalWriter::whatWasRefusedIsInNoRowAndNoMemory()
{
    useMemory();
    m_limits.spillBytesAtMost = 10;
    auto writer = this->writer();
    QVERIFY(all(writer->write(drafts({begun(1)}), m_now), inStore));
    m_stumbles->after(3); // begin, row, call row
    QCOMPARE(writer->write(drafts({eventOf(1, Answered{})}), m_now).first().problem().kind, Problem::Kind::Full);
    m_now += std::chrono::minutes(1);
    QVERIFY(all(writer->write(drafts({heard(1, QStringLiteral("hello"))}), m_now), inStore));
    verifyCallRows(*writer, {begun(1), heard(1, QStringLiteral("hello"))});
}

void TestJournalWriter::aCallWhoseBeginningWasRefusedHasNoKey()
{
    useMemory();
    auto writer = this->writer();
    writer->store().projections.push_back(std::make_unique<PickyProjection>(call(2)));
    QVERIFY(!writer->write(drafts({begun(2)}), m_now).first());
    writer->store().projections.pop_back();
    const auto fates = writer->write(drafts({heard(2, QStringLiteral("nobody could ever read this"))}), m_now);
    QCOMPARE(fates.first().problem().kind, Problem::Kind::NotFound);
}

void TestJournalWriter::whileAnythingIsSpilledNewEventsGoBehindIt()
{
    useMemory();
    m_limits.batchAtMost = 2;
    auto writer = this->writer();
    m_stumbles->after(1);
    const QList<CallEvent> events = twoCalls(1);
    QVERIFY(all(writer->write(drafts(events), m_now), inSpill));
    QCOMPARE(writer->behind().inSpill, 5);
    QCOMPARE(writer->behind().since, m_now);
    m_now += std::chrono::minutes(1);
    QVERIFY(writer->catchUp(m_now)); // two of five
    QVERIFY(all(writer->write(drafts({begun(7)}), m_now), inSpill));
    QVERIFY(writer->catchUp(m_now) && !writer->catchUp(m_now));
    QCOMPARE(writer->behind(), Behind());
    QVERIFY(all(writer->write(drafts({begun(8)}), m_now), inStore));
    QCOMPARE(journal(*writer), linesOf(events + QList<CallEvent>{begun(7), begun(8)}));
}

void TestJournalWriter::aStoreThatIsAwayIsAskedEverLessOften()
{
    useMemory();
    auto writer = this->writer();
    m_stumbles->lasting = true;
    m_stumbles->after(1);
    QVERIFY(all(writer->write(drafts({begun(1)}), m_now), inSpill));
    const int before = m_stumbles->steps;
    for (int i = 0; i < 600'000; i += 250, m_now += Span(250)) // ten minutes
        (void)writer->catchUp(m_now);
    const int tries = m_stumbles->steps - before;
    QVERIFY2(tries > 55 && tries < 75, qPrintable(QString::number(tries)));
}

void TestJournalWriter::aFullSpillRefusesWithoutAGap()
{
    useMemory();
    m_limits.spillBytesAtMost = 2'000;
    auto writer = this->writer();
    m_stumbles->lasting = true;
    m_stumbles->after(1);
    QList<CallEvent> kept;
    int refused = 0;
    for (int i = 1; i <= 20; ++i)
        if (const auto fate = writer->write(drafts({begun(i)}), m_now).first(); fate)
            kept << begun(i);
        else if (fate.problem().kind == Problem::Kind::Full)
            ++refused;
    QVERIFY(!kept.isEmpty());
    QCOMPARE(refused, 20 - kept.size());
    QCOMPARE(writer->behind().refused, refused);
    catchUpWith(*writer);
    kept << begun(21);
    QVERIFY(all(writer->write(drafts({begun(21)}), m_now), inStore));
    QCOMPARE(journal(*writer), linesOf(kept));
}

void TestJournalWriter::oneEventThatTheStoreRefusesDoesNotTakeTheOthersWithIt()
{
    useMemory();
    auto writer = this->writer();
    const auto keyless = heard(2, QStringLiteral("of a call that never began"));
    const auto fates = writer->write(drafts({begun(1), keyless, eventOf(1, Answered{})}), m_now);
    QVERIFY(fates[0] && fates[2]);
    QCOMPARE(fates[1].problem().kind, Problem::Kind::NotFound);
    QCOMPARE(journal(*writer), linesOf({begun(1), eventOf(1, Answered{})}));
}

void TestJournalWriter::aProjectionThatFailsRollsEverythingBack()
{
    useMemory();
    auto writer = this->writer();
    auto picky = std::make_unique<PickyProjection>(call(2));
    PickyProjection &projection = *picky;
    writer->store().projections.push_back(std::move(picky));
    QCOMPARE(writer->write(drafts({begun(2)}), m_now).first().problem().kind, Problem::Kind::Invalid);
    QCOMPARE(projection.forgotten, 1);
    QVERIFY(journal(*writer).isEmpty());
    for (const char *table : {"call", "call_key", "journal"})
        QVERIFY(writer->store()
                    .database->run(QStringLiteral("SELECT * FROM %1").arg(QLatin1String(table)))
                    .value()
                    .rows.isEmpty());
    QVERIFY(all(writer->write(drafts({begun(1)}), m_now), inStore));
}

void TestJournalWriter::aSpilledEntryThatTheStoreWillNeverTakeIsSetAside()
{
    useMemory();
    auto writer = this->writer();
    const auto keyless = heard(2, QStringLiteral("of a call that never began"));
    QVERIFY(all(writer->write(drafts({begun(1), keyless, begun(3)}), m_now, inSpill), inSpill));
    catchUpWith(*writer);
    QVERIFY(!writer->isBehind());
    QCOMPARE(writer->behind().setAside, 1);
    QCOMPARE(journal(*writer),
             QStringList({QStringLiteral("1 call-1 initiated"), QStringLiteral("3 call-3 initiated")}));
    const auto aside = SpillFile::open(spillPath() + QStringLiteral(".aside"), 1'000'000);
    const auto kept = fromSpill(*writer->store().keys, EngineId(QStringLiteral("e1")), aside.value()->last());
    QVERIFY(kept.value().event == keyless);
}

void TestJournalWriter::positionsGoOnAfterTheSpillWhenTheProcessDied()
{
    useMemory();
    auto writer = this->writer();
    QVERIFY(all(writer->write(drafts({begun(1)}), m_now), inStore));
    QVERIFY(all(writer->write(drafts({begun(2), begun(3)}), m_now, inSpill), inSpill));
    JournalStore store = std::move(writer->store());
    writer.reset();
    auto again = JournalWriter::open(EngineId(QStringLiteral("e1")), std::move(store), spillPath(), m_limits, m_now);
    writer = std::move(again).value();
    QCOMPARE(writer->behind().inSpill, 2);
    QCOMPARE(writer->write(drafts({begun(4)}), m_now).first().value(), (Receipt{4, inSpill}));
    catchUpWith(*writer);
    QCOMPARE(journal(*writer), linesOf({begun(1), begun(2), begun(3), begun(4)}));
}

void TestJournalWriter::aStaleEpochIsRenewedOnce()
{
    useMemory();
    auto writer = this->writer();
    int epoch = 1, current = 2, renewals = 0;
    writer->store().tenure = {
        [&] {
            return epoch == current ? Result<>() : Problem{Problem::Kind::Stale, QStringLiteral("adopted")};
        },
        [&] { return ++renewals, epoch = current, Result<>(); }};
    QVERIFY(all(writer->write(drafts({begun(1)}), m_now), inStore));
    QVERIFY(all(writer->write(drafts({begun(2)}), m_now), inStore));
    QCOMPARE(renewals, 1);
    writer->store().tenure.renew = nullptr;
    current = 3;
    QVERIFY(all(writer->write(drafts({begun(3)}), m_now), inSpill));
}

void TestJournalWriter::noPlainWordIsInTheSpill()
{
    useMemory();
    auto writer = this->writer();
    const QString words = QStringLiteral("crushing chest pain");
    QVERIFY(all(writer->write(drafts({begun(1), heard(1, words)}), m_now, inSpill), inSpill));
    QFile file(spillPath());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    const QByteArray plain = words.toUtf8(), wide(reinterpret_cast<const char *>(words.utf16()), words.size() * 2);
    for (const QByteArray &form : {plain, wide, plain.toHex(), plain.toBase64(), QByteArray("4930123456")})
        QVERIFY(!bytes.contains(form));
}

QTEST_GUILESS_MAIN(TestJournalWriter)
#include "test_journal_writer.moc"
