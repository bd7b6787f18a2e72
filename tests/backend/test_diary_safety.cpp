// What a diary owes to those who were promised something: row and event together, nothing twice, nothing in the clear.
#include "scripted/each_store.h"
#include "scripted/failing_database.h"
#include "scripted/scripted_diary.h"

#include <QFile>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

const QString planted = u"Perpetua Quillfeather"_s;

struct Ownership // before the base that looks at it
{
    std::unique_ptr<Database> owned;
};

class FailingStore : private Ownership, public FailingDatabase
{
public:
    explicit FailingStore(std::unique_ptr<Database> real) : Ownership{std::move(real)}, FailingDatabase(*owned) { }
    ~FailingStore() override = default;

    bool doubtsCommit = false; // the next one happens, but the answer is lost

    Result<> commit() override
    {
        const Result<> done = FailingDatabase::commit();
        return done && std::exchange(doubtsCommit, false) ? Result<>(Problem{Problem::Kind::InDoubt, u"lost"_s}) : done;
    }
    Result<> showClinics(const QList<ClinicId> &clinics) override { return owned->showClinics(clinics); }
};

} // namespace

class TestDiarySafety : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { m_stores.rowsOfEveryTest(); }
    void init();
    void rowAndEventAreThereTogetherOrNotAtAll();
    void aCommitInDoubtIsSettledByAskingAgain();
    void aStoreThatIsAwayBooksNothing();
    void aJournalThatIsBehindBooksNothing();
    void anEngineThatWasAdoptedBooksNothing();
    void aCallWithoutAKeyBooksNothing();
    void nothingOfAPatientIsInTheClear();
    void anotherClinicKnowsNothingOfIt();

private:
    EachStore m_stores;
    std::unique_ptr<ScriptedDiary> m_desk;
    FailingStore *m_store = nullptr;
};

void TestDiarySafety::init()
{
    auto store = std::make_unique<FailingStore>(m_stores.fresh({storeClinic}));
    m_store = store.get();
    m_desk = std::make_unique<ScriptedDiary>(std::move(store));
    m_desk->begin("c1");
}

// Each act dies at each of its changes in turn; what it left is all of the state before or all of the state after.
void TestDiarySafety::rowAndEventAreThereTogetherOrNotAtAll()
{
    const DiaryEntry mine = m_desk->booked("c1", "1", visitAt("2026-09-16T10:00"), planted);
    const auto forBook = m_desk->hold(inCall("c1", "2"), visitAt("2026-09-16T11:00"));
    const auto forMove = m_desk->hold(inCall("c1", "3"), visitAt("2026-09-16T12:00"));
    const std::pair<DiaryActor, DiaryAct> acts[] = {
        {inCall("c1", "book"), diary::Book{forBook.value().id, patientCalled(planted), {}}},
        {inCall("c1", "move"), diary::Move{mine.id, forMove.value().id}},
        {inCall("c1", "confirm"), diary::Confirm{mine.id}},
        {inCall("c1", "cancel"), diary::Cancel{mine.id}},
        {byStaff("undo"), diary::Undo{mine.id}}};
    for (const auto &[actor, act] : acts) {
        const auto before = allRows(m_desk->database());
        int died = 0;
        for (;; ++died) {
            m_store->changesAllowed = died;
            const auto done = m_desk->perform(actor, act);
            m_store->changesAllowed = std::numeric_limits<int>::max();
            if (done)
                break;
            QCOMPARE(faultOf(done.problem()), DiaryFault::Away);
            QCOMPARE(allRows(m_desk->database()), before);
        }
        QVERIFY(died > 4); // row, minutes, act, event, commit
        QVERIFY(allRows(m_desk->database()) != before);
    }
    QCOMPARE(m_desk->kindsIn("c1").size(), 1 + 6);
}

void TestDiarySafety::aCommitInDoubtIsSettledByAskingAgain()
{
    const auto held = m_desk->hold(inCall("c1", "1"), visitAt("2026-09-16T10:00"));
    m_store->doubtsCommit = true;
    const auto done = m_desk->perform(inCall("c1", "2"), diary::Book{held.value().id, patientCalled(planted), {}});
    QVERIFY2(done.ok(), done ? "" : qPrintable(done.problem().detail));
    QVERIFY(done.value().event);
    m_store->doubtsCommit = true;
    QVERIFY(m_desk->hold(inCall("c1", "3"), visitAt("2026-09-16T11:00")).ok());
    QCOMPARE(m_desk->count("appointment"), 1);
    QCOMPARE(m_desk->count("diary_minute"), 60);
    QCOMPARE(m_desk->kindsIn("c1"), (QStringList{u"initiated"_s, u"booked"_s}));
}

void TestDiarySafety::aStoreThatIsAwayBooksNothing()
{
    const auto held = m_desk->hold(inCall("c1", "1"), visitAt("2026-09-16T10:00"));
    m_store->changesAllowed = 0;
    for (const auto &problem :
         {m_desk->hold(inCall("c1", "2"), visitAt("2026-09-16T10:00")).problem(),
          m_desk->perform(inCall("c1", "3"), diary::Book{held.value().id, patientCalled(planted), {}}).problem(),
          m_desk->diary->import(storeClinic, {{.id = AppointmentId(u"a"_s), .visit = held.value().visit}}).problem()})
        QCOMPARE(faultOf(problem), DiaryFault::Away);
}

// Events that wait in the spill come first: nobody knows yet whether the store will take them.
void TestDiarySafety::aJournalThatIsBehindBooksNothing()
{
    const auto held = m_desk->hold(inCall("c1", "1"), visitAt("2026-09-16T10:00"));
    const CallEvent answered{CallId(u"c1"_s), m_desk->now, Answered{}, {}};
    (void)m_desk->writer->write({Draft{storeClinic, answered}}, m_desk->now, Receipt::Where::Spill);
    const diary::Book book{held.value().id, patientCalled(planted), {}};
    QCOMPARE(faultOf(m_desk->perform(inCall("c1", "2"), book).problem()), DiaryFault::Away);
    while (m_desk->writer->catchUp(m_desk->now)) { }
    QVERIFY(m_desk->perform(inCall("c1", "2"), book).ok());
    QCOMPARE(m_desk->kindsIn("c1"), (QStringList{u"initiated"_s, u"answered"_s, u"booked"_s}));
}

void TestDiarySafety::anEngineThatWasAdoptedBooksNothing()
{
    const auto held = m_desk->hold(inCall("c1", "1"), visitAt("2026-09-16T10:00"));
    const auto before = allRows(m_desk->database());
    m_desk->writer->store().tenure.guard = [] { return Problem{Problem::Kind::Stale, u"adopted"_s}; };
    const diary::Book book{held.value().id, patientCalled(planted), {}};
    QCOMPARE(faultOf(m_desk->perform(inCall("c1", "2"), book).problem()), DiaryFault::Away); // not the hold's fault
    QCOMPARE(faultOf(m_desk->hold(inCall("c1", "3"), visitAt("2026-09-16T11:00")).problem()), DiaryFault::Away);
    QCOMPARE(allRows(m_desk->database()), before);
}

// Its keeping has ended, or it never began in this store: its event could not be sealed.
void TestDiarySafety::aCallWithoutAKeyBooksNothing()
{
    const auto held = m_desk->hold(inCall("c9", "1"), visitAt("2026-09-16T10:00"));
    const auto before = allRows(m_desk->database());
    const auto refused = m_desk->perform(inCall("c9", "2"), diary::Book{held.value().id, patientCalled(planted), {}});
    QCOMPARE(faultOf(refused.problem()), DiaryFault::Away);
    QCOMPARE(allRows(m_desk->database()), before);
}

void TestDiarySafety::nothingOfAPatientIsInTheClear()
{
    const auto held = m_desk->hold(inCall("c1", "1"), visitAt("2026-09-16T10:00"));
    const PrivateText reason(u"the marmalade is loose"_s);
    QVERIFY(m_desk->perform(inCall("c1", "2"), diary::Book{held.value().id, patientCalled(planted), reason}).ok());
    const AppointmentId mine = m_desk->diary->rows(storeClinic).live().value().first().id;
    QVERIFY(m_desk->perform(byStaff("3"), diary::Cancel{mine}).ok());
    QByteArray everything;
    for (const SqlValues &row : allRows(m_desk->database()))
        for (const QVariant &value : row)
            everything += value.toByteArray() + '\n';
    QVERIFY(everything.contains("osei"));
    for (const char *secret : {"erpetua", "uillfeather", "marmalade", "2025550147", "1980-02-29"})
        QVERIFY2(!everything.contains(secret), secret);
}

void TestDiarySafety::anotherClinicKnowsNothingOfIt()
{
    const DiaryEntry mine = m_desk->booked("c1", "1", visitAt("2026-09-16T10:00"), planted);
    const ClinicId other(u"other"_s);
    QVERIFY(m_desk->diary->rows(other).live().value().isEmpty());
    QVERIFY(m_desk->diary->rows(other).occupied(mine.visit.starts, mine.visit.ends(), m_desk->now).value().isEmpty());
    const auto cancelled = m_desk->diary->perform(other, byStaff("1"), diary::Cancel{mine.id}, m_desk->now);
    QCOMPARE(faultOf(cancelled.problem()), DiaryFault::Stale);
    QVERIFY(m_desk->diary->rows(storeClinic).find(mine.id).value()->live());

    const auto theirs = m_stores.again({other}); // on PostgreSQL the database itself keeps them apart
    for (const char *table : {"appointment", "diary_hold", "diary_minute", "diary_act"}) {
        const auto seen = theirs->run(u"SELECT COUNT(*) FROM "_s + QLatin1String(table));
        QCOMPARE(seen.value().rows[0][0].toLongLong() == 0, theirs->dialect() == Database::Dialect::Postgres);
    }
}

QTEST_GUILESS_MAIN(TestDiarySafety)
#include "test_diary_safety.moc"
