// The diary in the care of the store: checked, kept only as long as it should be, backed up and restored.
#include "scripted/each_store.h"
#include "scripted/scripted_diary.h"
#include "store/diary_retention.h"
#include "store/diary_seal.h"
#include "store/retention.h"
#include "store/search_index.h"
#include "store/store_backup.h"
#include "store/store_check.h"

#include <QTest>

using namespace nightbell;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

using Fault = Finding::Fault;

const CallId c1(u"c1"_s);

} // namespace

class TestDiaryCare : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { m_stores.rowsOfEveryTest(); }
    void init();
    void aDiaryThatWasUsedIsSound();
    void whatWasChangedBehindItsBackIsFound();
    void anActWithoutItsEventIsFoundAndAnEventWithoutItsAct();
    void anAppointmentIsForgottenAfterTheCallThatMadeIt();
    void whatIsPastIsSweptAndTheRestStays();
    void theDiaryIsRestoredAsItWas();

private:
    QList<Finding> findings();
    void run(const QString &sql) { QVERIFY(m_desk->database().run(sql).ok()); }

    EachStore m_stores;
    std::unique_ptr<ScriptedDiary> m_desk;
    DiaryEntry m_mine;
};

void TestDiaryCare::init()
{
    m_desk = std::make_unique<ScriptedDiary>(m_stores.fresh());
    m_desk->begin(c1);
    m_mine = m_desk->booked("c1", "1", visitAt("2026-09-16T10:00"), u"Ann Lee"_s);
    m_desk->booked("c1", "2", visitAt("2026-09-16T11:00"), u"Bob Lee"_s);
    QVERIFY(m_desk->hold(inCall("c1", "3"), visitAt("2026-09-16T12:00")).ok());
}

QList<Finding> TestDiaryCare::findings()
{
    KeyRing keys(m_desk->database(), m_desk->secrets);
    const auto report = check(m_desk->database(), keys);
    return report ? report.value().findings : QList<Finding>{{Fault::FileDamaged, report.problem().detail}};
}

void TestDiaryCare::aDiaryThatWasUsedIsSound()
{
    QVERIFY(m_desk->perform(inCall("c1", "4"), diary::Cancel{m_mine.id}).ok());
    QVERIFY(m_desk->perform(byStaff("5"), diary::Undo{m_mine.id}).ok());
    QVERIFY(m_desk->perform(inCall("c1", "6"), diary::Confirm{m_mine.id}).ok());
    QCOMPARE(findings(), QList<Finding>());
}

void TestDiaryCare::whatWasChangedBehindItsBackIsFound()
{
    const QString id = m_mine.id.text();
    const QString first = u"(SELECT MIN(at_minute) FROM diary_minute)"_s;
    run(u"DELETE FROM diary_minute WHERE at_minute = "_s + first);
    QCOMPARE(findings(), (QList<Finding>{{Fault::DiaryDiffers, u"minutes of appointment "_s + id}}));
    run(u"DELETE FROM diary_minute WHERE owner = '%1'"_s.arg(id)); // all of them, though it is yet to come
    QCOMPARE(findings(), (QList<Finding>{{Fault::DiaryDiffers, u"minutes of appointment "_s + id}}));
    run(u"UPDATE appointment SET state = 'cancelled' WHERE starts_ms > %1"_s.arg(toMs(m_mine.visit.starts)));
    QCOMPARE(findings().size(), 2); // the other's minutes are nobody's now
    run(u"UPDATE appointment SET sealed = (SELECT sealed FROM appointment WHERE id <> '%1') WHERE id = '%1'"_s.arg(id));
    QVERIFY(findings().contains(Finding{Fault::SealBroken, u"appointment "_s + id}));
    QVERIFY(m_desk->writer->store().keys->destroyCallKey(diaryKeyName(storeClinic, m_mine.id)).ok());
    QVERIFY(findings().contains(Finding{Fault::KeyMissing, u"appointment "_s + id}));
}

void TestDiaryCare::anActWithoutItsEventIsFoundAndAnEventWithoutItsAct()
{
    run(u"INSERT INTO diary_act (clinic, id, appointment, number, kind, asked, call, at_ms, undone) "
        "VALUES ('clinic', 'x', 'y', 1, 'booked', 'book z', 'c1', 5, 0)"_s);
    QCOMPARE(findings(), (QList<Finding>{{Fault::DiaryDiffers, u"acts of call c1"_s}}));
    run(u"DELETE FROM diary_act WHERE id = 'x' OR appointment = '%1'"_s.arg(m_mine.id.text()));
    QCOMPARE(findings(), (QList<Finding>{{Fault::DiaryDiffers, u"acts of call c1"_s}}));
}

void TestDiaryCare::anAppointmentIsForgottenAfterTheCallThatMadeIt()
{
    KeyRing &keys = *m_desk->writer->store().keys;
    const auto forget = [&](Instant before) {
        return forgetAppointments(m_desk->database(), keys, storeClinic, before, 10).value();
    };
    QCOMPARE(forget(m_mine.visit.ends()), 0); // the call still tells of it
    SearchIndex index(m_desk->database(), keys);
    run(u"UPDATE call SET ended_ms = 1"_s);
    QVERIFY(Retention(m_desk->database(), keys, index).forget(c1).ok());
    QCOMPARE(forget(m_mine.visit.starts), 0);
    QCOMPARE(forget(m_mine.visit.ends()), 1);
    QCOMPARE(keys.callKey(diaryKeyName(storeClinic, m_mine.id)).problem().kind, Problem::Kind::NotFound);
    QCOMPARE(m_desk->count("appointment"), 1);
    QCOMPARE(m_desk->count("diary_act"), 1);
    QCOMPARE(m_desk->count("diary_minute"), 60);
    QCOMPARE(findings(), QList<Finding>());
}

void TestDiaryCare::whatIsPastIsSweptAndTheRestStays()
{
    const Occupied lunch{{}, local("2026-09-16T12:00"), local("2026-09-16T13:00")};
    QVERIFY(m_desk->diary->block(storeClinic, u"lunch"_s, lunch).ok());
    QVERIFY(sweepDiary(m_desk->database(), storeClinic, m_desk->now + 47h).ok());
    QCOMPARE(m_desk->count("diary_minute"), 90);
    QVERIFY(sweepDiary(m_desk->database(), storeClinic, m_desk->now + 49h).ok()); // the hold lapsed two days ago
    QCOMPARE(m_desk->count("diary_minute"), 60);
    QVERIFY(sweepDiary(m_desk->database(), storeClinic, m_mine.visit.ends() + 48h).ok());
    QCOMPARE(m_desk->count("diary_minute"), 30);
    QCOMPARE(m_desk->count("diary_hold"), 0); // the used ones too
    QCOMPARE(m_desk->count("diary_block"), 1);
    QVERIFY(sweepDiary(m_desk->database(), storeClinic, lunch.to + 49h).ok());
    QCOMPARE(m_desk->count("diary_block"), 0);
    QCOMPARE(m_desk->count("diary_minute"), 0);
    QCOMPARE(m_desk->count("appointment"), 2);
    m_desk->now = lunch.to + 49h;
    m_desk->begin("c2"); // the journal knows how late it is
    QCOMPARE(findings(), QList<Finding>());
}

void TestDiaryCare::theDiaryIsRestoredAsItWas()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"store.backup"_s);
    QVERIFY(backUp(m_desk->database(), path).ok());
    const auto before = allRows(m_desk->database());
    const auto other = m_stores.fresh();
    QVERIFY(restore(*other, path, RestoreOver::EmptyOnly).ok());
    QCOMPARE(allRows(*other), before);
    KeyRing keys(*other, m_desk->secrets);
    QVERIFY(keys.open(storeClinic).ok());
    QVERIFY(DiaryRows(*other, keys, storeClinic).live().value().contains(m_mine));
}

QTEST_GUILESS_MAIN(TestDiaryCare)
#include "test_diary_care.moc"
