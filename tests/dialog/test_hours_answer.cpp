#include "dialog/hours_answer.h"

#include <QDateTime>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

HoursRange hours(const char *from, const char *to)
{
    return {*timeOfDayFrom(QString::fromLatin1(from)), *timeOfDayFrom(QString::fromLatin1(to))};
}

struct Clinic
{
    Clinic()
    {
        organisation.timeZone = u"America/New_York"_s;
        for (auto *day : {&branch.hours.monday, &branch.hours.tuesday, &branch.hours.wednesday, &branch.hours.thursday,
                          &branch.hours.friday})
            *day = {hours("08:00", "17:00")};
        branch.hours.saturday = {hours("09:00", "12:00")};
        organisation.holidays = {{u"Thanksgiving"_s, QDate(2026, 11, 26), {}, {}},
                                 {u"Christmas Eve"_s, QDate(2026, 12, 24), {}, {hours("08:00", "12:00")}}};
    }
    QString now(QDate day, QTime time) const
    {
        const QDateTime at(day, time, QTimeZone("America/New_York"));
        return spokenNow(organisation, branch, instantFromMs(at.toMSecsSinceEpoch()));
    }
    Organisation organisation;
    Branch branch;
};

const QDate tuesday(2026, 9, 15);

} // namespace

class TestHoursAnswer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theWeekIsToldInRowsOfDays()
    {
        QCOMPARE(spokenWeek(Clinic().branch.hours),
                 u"We are open Monday to Friday from 8 am to 5 pm, and Saturday from 9 am to noon. We are closed on "
                 "Sunday."_s);
    }
    void aLunchBreakIsTold()
    {
        WeekHours week;
        week.monday = week.tuesday = {hours("08:30", "12:00"), hours("13:00", "17:00")};
        QVERIFY(spokenWeek(week).startsWith(
            u"We are open Monday and Tuesday from 8:30 am to noon and from 1 pm to 5 pm."_s));
    }
    void aClinicThatNeverOpensSaysSo() { QCOMPARE(spokenWeek({}), u"We are closed all week."_s); }
    void aDayIsToldByItsName()
    {
        const Clinic clinic;
        QCOMPARE(spokenHoursOn(clinic.organisation, clinic.branch, tuesday, tuesday),
                 u"Today we are open from 8 am to 5 pm."_s);
        QCOMPARE(spokenHoursOn(clinic.organisation, clinic.branch, tuesday.addDays(5), tuesday),
                 u"On Sunday, September 20th we are closed."_s);
    }
    void aHolidayIsTold()
    {
        const Clinic clinic;
        QVERIFY(spokenHoursOn(clinic.organisation, clinic.branch, QDate(2026, 11, 26), tuesday)
                    .endsWith(u"we are closed (Thanksgiving)."_s));
        QVERIFY(spokenHoursOn(clinic.organisation, clinic.branch, QDate(2026, 12, 24), tuesday)
                    .endsWith(u"we are open from 8 am to noon (Christmas Eve)."_s));
    }
    void nowIsToldWithWhatComesNext()
    {
        const Clinic clinic;
        QCOMPARE(clinic.now(tuesday, QTime(9, 0)), u"We are open now, until 5 pm."_s);
        QCOMPARE(clinic.now(tuesday, QTime(20, 0)), u"We are closed now. We open again tomorrow at 8 am."_s);
        QCOMPARE(clinic.now(tuesday, QTime(6, 0)), u"We are closed now. We open again today at 8 am."_s);
        QCOMPARE(clinic.now(QDate(2026, 9, 19), QTime(15, 0)),
                 u"We are closed now. We open again on Monday, September 21st at 8 am."_s);
    }
};

QTEST_APPLESS_MAIN(TestHoursAnswer)
#include "test_hours_answer.moc"
