// What is in the diary besides what calls put there: how it is found, what is imported, what is blocked.
#include "scripted/each_store.h"
#include "scripted/scripted_diary.h"

#include <QTest>

using namespace nightbell;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const QString ines = u"Inés O'Brien-Sato"_s;

} // namespace

class TestDiaryRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { m_stores.rowsOfEveryTest(); }
    void init();
    void aPatientIsFoundHoweverTheNameIsWritten();
    void aBlockedTimeIsTaken();
    void importedAppointmentsKeepTheirIds();
    void noThirdGetsBetweenTwoThatOverlap();
    void anHourThatComesTwiceIsTwoTimes();

private:
    EachStore m_stores;
    std::unique_ptr<ScriptedDiary> m_desk;
};

void TestDiaryRows::init()
{
    m_desk = std::make_unique<ScriptedDiary>(m_stores.fresh({storeClinic}));
    m_desk->begin("c1");
    m_desk->begin("c2");
}

void TestDiaryRows::aPatientIsFoundHoweverTheNameIsWritten()
{
    const DiaryEntry mine = m_desk->booked("c1", "1", visitAt("2026-09-16T10:00"), ines);
    DiaryRows rows = m_desk->diary->rows(storeClinic);
    const auto found = [&](const QString &name, QDate born = QDate(1980, 2, 29)) {
        return rows.of(PrivateText(name), born, m_desk->now).value();
    };
    for (const QString &name : {ines, u"ines obrien sato"_s, u"SATO O’Brien,  Ines"_s, u"Ine\u0301s O'Brien Sato"_s})
        QCOMPARE(found(name), QList<DiaryEntry>{mine});
    QVERIFY(found(u"Ines Sato"_s).isEmpty());
    QVERIFY(found(ines, QDate(1980, 2, 28)).isEmpty());
    QCOMPARE(rows.ofPhone(PrivateText(u"+1 (202) 555-0147"_s), m_desk->now).value(), QList<DiaryEntry>{mine});
    QVERIFY(rows.ofPhone(PrivateText(u"0147"_s), m_desk->now).value().isEmpty());
    QVERIFY(rows.of(PrivateText(ines), QDate(1980, 2, 29), mine.visit.ends()).value().isEmpty()); // it is over
}

void TestDiaryRows::aBlockedTimeIsTaken()
{
    const auto block = [&](const char *id, const char *provider, const char *from, const char *to) {
        return m_desk->diary->block(storeClinic, QString::fromLatin1(id),
                                    {ProviderId(QString::fromLatin1(provider)), local(from), local(to)});
    };
    QVERIFY(block("b1", "osei", "2026-09-16T10:00", "2026-09-16T11:00").ok());
    QVERIFY(block("b2", "", "2026-09-16T12:00", "2026-09-16T13:00").ok());
    QCOMPARE(faultIn(m_desk->hold(inCall("c1", "1"), visitAt("2026-09-16T10:45"))), DiaryFault::Taken);
    QVERIFY(m_desk->hold(inCall("c1", "2"), visitAt("2026-09-16T10:45", "lam")).ok());
    QCOMPARE(faultIn(m_desk->hold(inCall("c1", "3"), visitAt("2026-09-16T11:45", "lam"))), DiaryFault::Taken);
    QVERIFY(m_desk->hold(inCall("c1", "4"), visitAt("2026-09-16T13:00", "lam")).ok());
    const auto day =
        m_desk->diary->rows(storeClinic).occupied(local("2026-09-16T10:59"), local("2026-09-16T12:01"), m_desk->now);
    QCOMPARE(day.value().size(), 3); // both blocks and what c1 holds until 11:15
    QVERIFY(m_desk->diary->unblock(storeClinic, u"b2"_s).ok());
    QVERIFY(m_desk->hold(inCall("c1", "5"), visitAt("2026-09-16T11:45", "lam")).ok());
}

void TestDiaryRows::importedAppointmentsKeepTheirIds()
{
    DiaryEntry given{.id = AppointmentId(u"apt-17"_s),
                     .visit = visitAt("2026-09-16T10:00"),
                     .patient = patientCalled(ines),
                     .made = m_desk->now};
    QCOMPARE(m_desk->diary->import(storeClinic, {given}).value(), 1);
    QCOMPARE(m_desk->diary->import(storeClinic, {given}).value(), 0);
    QCOMPARE(m_desk->diary->rows(storeClinic).live().value(), QList<DiaryEntry>{given});
    QCOMPARE(faultIn(m_desk->hold(inCall("c1", "1"), given.visit)), DiaryFault::Taken);
    QVERIFY(m_desk->perform(inCall("c1", "2"), diary::Cancel{given.id}).ok());
    QCOMPARE(m_desk->count("diary_minute"), 0);
    given.visit.minutes = 0;
    QCOMPARE(faultIn(m_desk->diary->import(storeClinic, {given})), DiaryFault::Wrong);
}

void TestDiaryRows::noThirdGetsBetweenTwoThatOverlap()
{
    const DiaryEntry first{.id = AppointmentId(u"a"_s),
                           .visit = visitAt("2026-09-16T10:00"),
                           .patient = patientCalled(ines),
                           .made = m_desk->now};
    DiaryEntry second = first;
    second.id = AppointmentId(u"b"_s);
    second.visit = visitAt("2026-09-16T10:15");
    QCOMPARE(m_desk->diary->import(storeClinic, {first, second}).value(), 2);
    QVERIFY(m_desk->perform(byStaff("1"), diary::Cancel{first.id}).ok());
    QCOMPARE(faultIn(m_desk->hold(inCall("c1", "1"), visitAt("2026-09-16T09:50"))), DiaryFault::Taken);
    QVERIFY(m_desk->hold(inCall("c1", "2"), visitAt("2026-09-16T09:45")).ok());
}

void TestDiaryRows::anHourThatComesTwiceIsTwoTimes()
{
    m_desk->now = local("2026-10-31T12:00");
    Visit early = visitAt("2026-11-01T01:30"), late = early;
    late.starts += 1h;
    const DiaryEntry first = m_desk->booked("c1", "1", early, ines), second = m_desk->booked("c2", "1", late, ines);
    QCOMPARE(spoken(first, diaryZone).time, QTime(1, 30));
    QCOMPARE(spoken(second, diaryZone).time, QTime(1, 30));
    const auto night = m_desk->diary->rows(storeClinic).between(local("2026-11-01T00:00"), local("2026-11-02T00:00"));
    QCOMPARE(night.value(), (QList<DiaryEntry>{first, second}));
}

QTEST_GUILESS_MAIN(TestDiaryRows)
#include "test_diary_rows.moc"
