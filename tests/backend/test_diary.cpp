// The acts on the diary, one after the other, over both back ends.
#include "scripted/each_store.h"
#include "scripted/scripted_diary.h"

#include <QTest>

using namespace nightbell;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const QString ines = u"Inés O'Brien-Sato"_s;

template<class T> const char *why(const Result<T> &result)
{
    static QByteArray text;
    text = result ? QByteArray() : result.problem().detail.toUtf8();
    return text.constData();
}

} // namespace

class TestDiary : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { m_stores.rowsOfEveryTest(); }
    void init();
    void aHeldTimeIsBookedAndReadBack();
    void whatIsHeldOrBookedIsTakenForEverybodyElse();
    void aHoldThatLapsedGivesWayAndIsNotBooked();
    void aReleasedHoldIsFreeAtOnce();
    void aHoldIsUsedByItsHolderAlone();
    void nobodyHoldsMoreThanAFew();
    void theSameStepAgainGetsTheSameAnswerAndWritesNothing();
    void anotherActWithTheSameStepIsWrong();
    void aMovedAppointmentKeepsItsTimeUntilItHasTheNew();
    void anAppointmentMayMoveOverItsOwnTime();
    void aCancelledAppointmentIsFreeAndStaysCancelled();
    void aConfirmedAppointmentIsToBeConfirmedAgainWhenItMoves();
    void whatIsPastIsStaffs();
    void whatIsUndoneIsAsItWas();
    void anUndoneAppointmentIsNotPutOverAnother();
    void onlyStaffUndo();
    void whatMakesNoSenseIsWrong();

private:
    EachStore m_stores;
    std::unique_ptr<ScriptedDiary> m_desk;
};

void TestDiary::init()
{
    m_desk = std::make_unique<ScriptedDiary>(m_stores.fresh({storeClinic}));
    m_desk->begin("c1");
    m_desk->begin("c2");
}

void TestDiary::aHeldTimeIsBookedAndReadBack()
{
    const Visit visit = visitAt("2026-09-16T10:00");
    const auto held = m_desk->hold(inCall("c1", "3"), visit);
    QVERIFY2(held.ok(), why(held));
    QVERIFY(held.value().expires == m_desk->now + holdTerm);
    m_desk->now += 1min;
    const PrivateText reason(u"a cough"_s);
    const auto done = m_desk->perform(inCall("c1", "4"), diary::Book{held.value().id, patientCalled(ines), reason});
    QVERIFY2(done.ok(), why(done));
    const DiaryEntry &entry = done.value().entry;
    QVERIFY(entry.visit == visit && entry.patient == patientCalled(ines) && entry.reason == reason);
    QVERIFY(entry.state == AppointmentState::Booked && entry.made == m_desk->now);
    QCOMPARE(entry.call.text(), u"c1"_s);
    QCOMPARE(m_desk->kindsIn("c1"), (QStringList{u"initiated"_s, u"booked"_s}));
    const auto events = entriesOfCall(m_desk->database(), *m_desk->writer->store().keys, entry.call);
    QVERIFY(events.value().last().event == done.value().event);
    QVERIFY(std::get<Booked>(done.value().event->what)
            == (Booked{entry.id, u"4"_s, visit.service, visit.provider, toMs(visit.starts), 30}));
    QCOMPARE(m_desk->diary->rows(storeClinic).live().value(), QList<DiaryEntry>{entry});
    const auto occupied = m_desk->diary->rows(storeClinic).occupied(m_desk->now, m_desk->now + 48h, m_desk->now);
    QCOMPARE(occupied.value(), (QList<Occupied>{{visit.provider, visit.starts, visit.ends()}}));
}

void TestDiary::whatIsHeldOrBookedIsTakenForEverybodyElse()
{
    m_desk->booked("c1", "1", visitAt("2026-09-16T10:00"), ines);
    QVERIFY(m_desk->hold(inCall("c1", "2"), visitAt("2026-09-16T11:00")).ok());
    for (const char *begins : {"2026-09-16T09:31", "2026-09-16T10:00", "2026-09-16T10:29", "2026-09-16T10:45"}) {
        const auto before = allRows(m_desk->database());
        const auto refused = m_desk->hold(inCall("c2", begins), visitAt(begins));
        QVERIFY(!refused);
        QCOMPARE(faultIn(refused), DiaryFault::Taken);
        QCOMPARE(allRows(m_desk->database()), before);
    }
    for (const Visit &free :
         {visitAt("2026-09-16T09:30"), visitAt("2026-09-16T10:30"), visitAt("2026-09-16T10:00", "lam")}) {
        const auto held =
            m_desk->hold({CallId(u"c2"_s), {}, QString::number(toMs(free.starts)) + free.provider.text()}, free);
        QVERIFY2(held.ok(), why(held));
    }
}

void TestDiary::aHoldThatLapsedGivesWayAndIsNotBooked()
{
    const Visit visit = visitAt("2026-09-16T10:00");
    const auto held = m_desk->hold(inCall("c1", "1"), visit);
    m_desk->now += holdTerm - 1ms;
    QCOMPARE(faultIn(m_desk->hold(inCall("c2", "1"), visitAt("2026-09-16T10:15"))), DiaryFault::Taken);
    m_desk->now += 1ms;
    const diary::Book book{held.value().id, patientCalled(ines), {}};
    QCOMPARE(faultIn(m_desk->perform(inCall("c1", "2"), book)), DiaryFault::Stale); // though nobody wanted it yet
    QVERIFY(m_desk->hold(inCall("c2", "2"), visitAt("2026-09-16T10:15")).ok());
    QCOMPARE(faultIn(m_desk->perform(inCall("c1", "3"), book)), DiaryFault::Stale);
    QCOMPARE(faultIn(m_desk->hold(inCall("c1", "1"), visit)), DiaryFault::Stale); // the same step is the same hold
    m_desk->now -= 1ms; // an engine whose clock is behind: the hold still stands there, its minutes do not
    QCOMPARE(faultIn(m_desk->perform(inCall("c1", "4"), book)), DiaryFault::Stale);
    QCOMPARE(m_desk->count("appointment"), 0);
    QCOMPARE(m_desk->kindsIn("c1"), QStringList{u"initiated"_s});
}

void TestDiary::aReleasedHoldIsFreeAtOnce()
{
    const auto held = m_desk->hold(inCall("c1", "1"), visitAt("2026-09-16T10:00"));
    QVERIFY(m_desk->diary->release(storeClinic, inCall("c2", "1"), held.value().id, m_desk->now).ok());
    QCOMPARE(m_desk->count("diary_minute"), 30); // it was not theirs
    for (int i = 0; i < 2; ++i)
        QVERIFY(m_desk->diary->release(storeClinic, inCall("c1", "2"), held.value().id, m_desk->now).ok());
    QCOMPARE(m_desk->count("diary_minute"), 0);
    QVERIFY(m_desk->hold(inCall("c2", "2"), visitAt("2026-09-16T10:00")).ok());
    QCOMPARE(faultIn(m_desk->perform(inCall("c1", "3"), diary::Book{held.value().id, patientCalled(ines), {}})),
             DiaryFault::Stale);
}

void TestDiary::aHoldIsUsedByItsHolderAlone()
{
    const auto held = m_desk->hold(inCall("c1", "1"), visitAt("2026-09-16T10:00"));
    const diary::Book book{held.value().id, patientCalled(ines), {}};
    QCOMPARE(faultIn(m_desk->perform(inCall("c2", "2"), book)), DiaryFault::Stale);
    QCOMPARE(faultIn(m_desk->perform(byStaff("2"), book)), DiaryFault::Stale);
    QVERIFY(m_desk->perform(inCall("c1", "2"), book).ok());
    QCOMPARE(faultIn(m_desk->perform(inCall("c1", "3"), book)), DiaryFault::Stale); // used
    QCOMPARE(m_desk->count("appointment"), 1);
}

void TestDiary::nobodyHoldsMoreThanAFew()
{
    const char *times[] = {"2026-09-16T10:00", "2026-09-16T11:00", "2026-09-16T12:00", "2026-09-16T13:00"};
    for (const char *each : times)
        QVERIFY(m_desk->hold(inCall("c1", each), visitAt(each)).ok());
    QCOMPARE(faultIn(m_desk->hold(inCall("c1", "more"), visitAt("2026-09-16T14:00"))), DiaryFault::Wrong);
    QVERIFY(m_desk->hold(inCall("c2", "more"), visitAt("2026-09-16T14:00")).ok());
    m_desk->now += holdTerm;
    QVERIFY(m_desk->hold(inCall("c1", "later"), visitAt("2026-09-16T15:00")).ok());
}

void TestDiary::theSameStepAgainGetsTheSameAnswerAndWritesNothing()
{
    const auto unchanged = [&](const DiaryActor &actor, const DiaryAct &act) {
        const auto first = m_desk->perform(actor, act);
        QVERIFY2(first.ok(), why(first));
        const auto rows = allRows(m_desk->database());
        m_desk->now += 1s;
        const auto again = m_desk->perform(actor, act);
        QVERIFY2(again.ok(), why(again));
        QVERIFY(again.value().entry == first.value().entry && again.value().event == first.value().event);
        QCOMPARE(allRows(m_desk->database()), rows);
    };
    const auto held = m_desk->hold(inCall("c1", "1"), visitAt("2026-09-16T10:00"));
    QCOMPARE(m_desk->hold(inCall("c1", "1"), visitAt("2026-09-16T10:00")).value(), held.value());
    QCOMPARE(m_desk->count("diary_hold"), 1);
    unchanged(inCall("c1", "2"), diary::Book{held.value().id, patientCalled(ines), {}});
    QCOMPARE(m_desk->hold(inCall("c1", "1"), visitAt("2026-09-16T10:00")).value(), held.value());
    const AppointmentId mine = m_desk->diary->rows(storeClinic).live().value().first().id;
    unchanged(inCall("c1", "3"), diary::Confirm{mine});
    const auto other = m_desk->hold(inCall("c1", "4"), visitAt("2026-09-17T10:00"));
    unchanged(inCall("c1", "5"), diary::Move{mine, other.value().id});
    unchanged(inCall("c1", "6"), diary::Cancel{mine});
    unchanged(byStaff("7"), diary::Undo{mine});
    QCOMPARE(m_desk->kindsIn("c1"),
             (QStringList{u"initiated"_s, u"booked"_s, u"appointment_confirmed"_s, u"rescheduled"_s, u"cancelled"_s,
                          u"appointment_undone"_s}));
}

void TestDiary::anotherActWithTheSameStepIsWrong()
{
    QVERIFY(m_desk->hold(inCall("c1", "1"), visitAt("2026-09-16T10:00")).ok());
    QCOMPARE(faultIn(m_desk->hold(inCall("c1", "1"), visitAt("2026-09-16T11:00"))), DiaryFault::Wrong);
    const DiaryEntry mine = m_desk->booked("c1", "2", visitAt("2026-09-16T12:00"), ines);
    QCOMPARE(faultIn(m_desk->perform(inCall("c1", "2"), diary::Cancel{mine.id})), DiaryFault::Wrong);
    QVERIFY(m_desk->diary->rows(storeClinic).find(mine.id).value()->live());
}

void TestDiary::aMovedAppointmentKeepsItsTimeUntilItHasTheNew()
{
    const DiaryEntry mine = m_desk->booked("c1", "1", visitAt("2026-09-16T10:00"), ines);
    const auto late = m_desk->hold(inCall("c1", "2"), visitAt("2026-09-17T10:00", "lam", 45));
    m_desk->now += holdTerm;
    QCOMPARE(faultIn(m_desk->perform(inCall("c1", "3"), diary::Move{mine.id, late.value().id})), DiaryFault::Stale);
    QCOMPARE(m_desk->diary->rows(storeClinic).find(mine.id).value(), std::optional(mine));
    QCOMPARE(faultIn(m_desk->hold(inCall("c2", "1"), mine.visit)), DiaryFault::Taken);

    const Visit to = visitAt("2026-09-17T10:00", "lam", 45);
    const auto held = m_desk->hold(inCall("c1", "4"), to);
    QCOMPARE(faultIn(m_desk->hold(inCall("c2", "2"), mine.visit)), DiaryFault::Taken); // still
    const auto moved = m_desk->perform(inCall("c1", "5"), diary::Move{mine.id, held.value().id});
    QVERIFY2(moved.ok(), why(moved));
    QVERIFY(moved.value().entry.visit == to && moved.value().entry.patient == mine.patient);
    QCOMPARE(std::get<Rescheduled>(moved.value().event->what).fromMs, toMs(mine.visit.starts));
    QVERIFY(m_desk->hold(inCall("c2", "3"), mine.visit).ok());
    QCOMPARE(faultIn(m_desk->hold(inCall("c2", "4"), to)), DiaryFault::Taken);
    QCOMPARE(m_desk->count("diary_minute"), 45 + 30);
}

void TestDiary::anAppointmentMayMoveOverItsOwnTime()
{
    const DiaryEntry mine = m_desk->booked("c1", "1", visitAt("2026-09-16T10:00"), ines);
    const auto holdFor = [&](const char *call, const char *step, const char *begins) {
        return m_desk->diary->hold(storeClinic, inCall(call, step), visitAt(begins), m_desk->now, mine.id);
    };
    const auto later = holdFor("c1", "2", "2026-09-16T10:20"), earlier = holdFor("c2", "2", "2026-09-16T09:40");
    QVERIFY2(later.ok() && earlier.ok(), why(later));
    QCOMPARE(m_desk->count("diary_minute"), 30 + 20 + 20);
    const diary::Book book{later.value().id, patientCalled(ines), {}};
    QCOMPARE(faultIn(m_desk->perform(inCall("c1", "3"), book)), DiaryFault::Stale); // it is for moving only
    QVERIFY(m_desk->perform(inCall("c1", "4"), diary::Move{mine.id, later.value().id}).ok());
    QCOMPARE(m_desk->count("diary_minute"), 30 + 20);
    QCOMPARE(faultIn(m_desk->hold(inCall("c2", "3"), visitAt("2026-09-16T10:40"))), DiaryFault::Taken);
    // Between 10:00 and 10:10, which were its own, the other hold has nothing any more.
    QCOMPARE(faultIn(m_desk->perform(inCall("c2", "4"), diary::Move{mine.id, earlier.value().id})), DiaryFault::Stale);
    QCOMPARE(m_desk->perform(byStaff("5"), diary::Undo{mine.id}).value().entry, mine);
    QVERIFY(m_desk->perform(inCall("c2", "5"), diary::Move{mine.id, earlier.value().id}).ok());
    QCOMPARE(m_desk->count("diary_minute"), 30);
    const auto busy = m_desk->diary->rows(storeClinic).occupied(m_desk->now, m_desk->now + 48h, m_desk->now, mine.id);
    QVERIFY(busy.value().isEmpty());
}

void TestDiary::aCancelledAppointmentIsFreeAndStaysCancelled()
{
    const DiaryEntry mine = m_desk->booked("c1", "1", visitAt("2026-09-16T10:00"), ines);
    const auto gone = m_desk->perform(inCall("c2", "1"), diary::Cancel{mine.id});
    QVERIFY(gone.ok());
    QCOMPARE(gone.value().entry.state, AppointmentState::Cancelled);
    QCOMPARE(m_desk->count("diary_minute"), 0);
    QVERIFY(m_desk->diary->rows(storeClinic).live().value().isEmpty());
    QCOMPARE(faultIn(m_desk->perform(inCall("c1", "2"), diary::Cancel{mine.id})), DiaryFault::Stale);
    QCOMPARE(faultIn(m_desk->perform(inCall("c1", "3"), diary::Confirm{mine.id})), DiaryFault::Stale);
    QCOMPARE(faultIn(m_desk->perform(inCall("c1", "4"), diary::Cancel{AppointmentId(u"none"_s)})), DiaryFault::Stale);
    QCOMPARE(m_desk->kindsIn("c2").last(), u"cancelled"_s);
}

void TestDiary::aConfirmedAppointmentIsToBeConfirmedAgainWhenItMoves()
{
    const DiaryEntry mine = m_desk->booked("c1", "1", visitAt("2026-09-16T10:00"), ines);
    QCOMPARE(m_desk->perform(inCall("c1", "2"), diary::Confirm{mine.id}).value().entry.state,
             AppointmentState::Confirmed);
    const auto held = m_desk->hold(inCall("c1", "3"), visitAt("2026-09-17T10:00"));
    const auto moved = m_desk->perform(inCall("c1", "4"), diary::Move{mine.id, held.value().id});
    QCOMPARE(moved.value().entry.state, AppointmentState::Booked);
}

void TestDiary::whatIsPastIsStaffs()
{
    const DiaryEntry mine = m_desk->booked("c1", "1", visitAt("2026-09-16T10:00"), ines);
    m_desk->now = mine.visit.starts;
    QCOMPARE(faultIn(m_desk->perform(inCall("c1", "2"), diary::Cancel{mine.id})), DiaryFault::Stale);
    QCOMPARE(faultIn(m_desk->hold(inCall("c1", "3"), visitAt("2026-09-16T09:00"))), DiaryFault::Stale);
    QVERIFY(m_desk->hold(byStaff("1"), visitAt("2026-09-16T09:00")).ok()); // somebody walked in
    QVERIFY(m_desk->perform(byStaff("2"), diary::Cancel{mine.id}).ok());
}

void TestDiary::whatIsUndoneIsAsItWas()
{
    const DiaryEntry mine = m_desk->booked("c1", "1", visitAt("2026-09-16T10:00"), ines);
    QVERIFY(m_desk->perform(inCall("c1", "2"), diary::Confirm{mine.id}).ok());
    const DiaryEntry confirmed = m_desk->diary->rows(storeClinic).find(mine.id).value().value();
    const auto held = m_desk->hold(inCall("c1", "3"), visitAt("2026-09-17T10:00", "lam", 45));
    const auto moved = m_desk->perform(inCall("c1", "4"), diary::Move{mine.id, held.value().id});
    QVERIFY(m_desk->perform(inCall("c2", "1"), diary::Cancel{mine.id}).ok());

    const auto undo = [&](const char *step) { return m_desk->perform(byStaff(step), diary::Undo{mine.id}); };
    const auto back = undo("1");
    QVERIFY2(back.ok(), why(back));
    QCOMPARE(back.value().entry, moved.value().entry);
    QCOMPARE(m_desk->count("diary_minute"), 45);
    QCOMPARE(m_desk->kindsIn("c2").last(), u"appointment_undone"_s); // the call whose act it was
    QCOMPARE(undo("2").value().entry, confirmed);
    QCOMPARE(m_desk->count("diary_minute WHERE provider = 'osei'"), 30);
    QCOMPARE(undo("3").value().entry, mine);
    const auto never = undo("4");
    QCOMPARE(never.value().entry.state, AppointmentState::Cancelled); // as it never was
    QCOMPARE(m_desk->count("diary_minute"), 0);
    QCOMPARE(std::get<AppointmentUndone>(never.value().event->what).staff.text(), u"ana"_s);
    QCOMPARE(faultIn(undo("5")), DiaryFault::Stale);
}

void TestDiary::anUndoneAppointmentIsNotPutOverAnother()
{
    const DiaryEntry mine = m_desk->booked("c1", "1", visitAt("2026-09-16T10:00"), ines);
    QVERIFY(m_desk->perform(inCall("c1", "2"), diary::Cancel{mine.id}).ok());
    const auto held = m_desk->hold(inCall("c2", "1"), visitAt("2026-09-16T10:15"));
    QCOMPARE(faultIn(m_desk->perform(byStaff("1"), diary::Undo{mine.id})), DiaryFault::Taken);
    QVERIFY(!m_desk->diary->rows(storeClinic).find(mine.id).value()->live());
    m_desk->now = held.value().expires;
    QVERIFY(m_desk->perform(byStaff("2"), diary::Undo{mine.id}).ok());
    QCOMPARE(faultIn(m_desk->perform(inCall("c2", "2"), diary::Book{held.value().id, patientCalled(ines), {}})),
             DiaryFault::Stale);
}

void TestDiary::onlyStaffUndo()
{
    const DiaryEntry mine = m_desk->booked("c1", "1", visitAt("2026-09-16T10:00"), ines);
    QCOMPARE(faultIn(m_desk->perform(inCall("c1", "2"), diary::Undo{mine.id})), DiaryFault::Wrong);
    QVERIFY(m_desk->diary->rows(storeClinic).find(mine.id).value()->live());
}

void TestDiary::whatMakesNoSenseIsWrong()
{
    const auto wrong = [&](const DiaryActor &actor, const Visit &visit) {
        const auto held = m_desk->hold(actor, visit);
        return !held && faultIn(held) == DiaryFault::Wrong;
    };
    const Visit visit = visitAt("2026-09-16T10:00");
    QVERIFY(wrong({CallId(u"c1"_s), StaffId(u"ana"_s), u"1"_s}, visit));
    QVERIFY(wrong({{}, {}, u"1"_s}, visit));
    QVERIFY(wrong(inCall("c1", ""), visit));
    QVERIFY(wrong(inCall("c1", "1"), visitAt("2026-09-16T10:00:30")));
    QVERIFY(wrong(inCall("c1", "1"), visitAt("2026-09-16T10:00", "")));
    QVERIFY(wrong(inCall("c1", "1"), visitAt("2026-09-16T10:00", "osei", 0)));
    QVERIFY(wrong(inCall("c1", "1"), visitAt("2026-09-16T10:00", "osei", visitMinutesAtMost + 1)));
    const auto held = m_desk->hold(inCall("c1", "1"), visit);
    const auto nameless = m_desk->perform(inCall("c1", "2"), diary::Book{held.value().id, {}, {}});
    QCOMPARE(faultIn(nameless), DiaryFault::Wrong);
    QVERIFY(m_desk->perform(inCall("c1", "2"), diary::Book{held.value().id, patientCalled(ines), {}}).ok());
}

QTEST_GUILESS_MAIN(TestDiary)
#include "test_diary.moc"
