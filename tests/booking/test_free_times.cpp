#include "booking/free_times.h"

#include <QDateTime>
#include <QTest>

using namespace nightbell;
using namespace std::chrono_literals;

namespace {

const QTimeZone newYork("America/New_York");

Instant at(const char *local, const QTimeZone &zone = newYork)
{
    const QDateTime read = QDateTime::fromString(QString::fromLatin1(local), Qt::ISODate);
    return instantFromMs(QDateTime(read.date(), read.time(), zone).toMSecsSinceEpoch());
}

HoursRange hours(const char *from, const char *to)
{
    return {*timeOfDayFrom(QString::fromLatin1(from)), *timeOfDayFrom(QString::fromLatin1(to))};
}

ProviderId provider(const char *id) { return ProviderId(QString::fromLatin1(id)); }

struct Clinic
{
    Clinic()
    {
        organisation.timeZone = QStringLiteral("America/New_York");
        for (auto *day : {&branch.hours.monday, &branch.hours.tuesday, &branch.hours.wednesday, &branch.hours.thursday,
                          &branch.hours.friday})
            *day = {hours("08:00", "12:00"), hours("13:00", "17:00")};
        branch.hours.saturday = {hours("09:00", "12:00")};
        organisation.providers = {{.id = provider("patel"), .name = QStringLiteral("Dr. Patel")},
                                  {.id = provider("osei"), .name = QStringLiteral("Dr. Osei")}};
        checkUp.id = ServiceId(QStringLiteral("check_up"));
        checkUp.minutes = 30;
    }
    QStringList starts(const WantedTime &wanted, const QList<Occupied> &occupied = {}, int atMost = 3) const
    {
        QStringList told;
        for (const FreeTime &free : freeTimes(organisation, branch, checkUp, wanted, occupied, now, atMost))
            told << QDateTime::fromMSecsSinceEpoch(toMs(free.from), newYork).toString(QStringLiteral("MM-dd HH:mm "))
                    + free.provider.text();
        return told;
    }
    Fit fits(const char *local, const QList<Occupied> &occupied = {}, const char *who = "") const
    {
        return nightbell::fits(organisation, branch, checkUp, provider(who), occupied, at(local), now);
    }

    Organisation organisation;
    Branch branch;
    Service checkUp;
    Instant now = at("2026-09-15T09:31"); // a Tuesday
};

WantedTime between(const char *from, const char *until, const char *who = "")
{
    return {.provider = provider(who), .from = at(from), .until = at(until)};
}

const QStringList none;

} // namespace

class TestFreeTimes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theNextTimesLieOnTheGridAndInTheFuture();
    void lunchAndClosingAreKept();
    void holidaysHaveTheirOwnHours();
    void whoIsBusyIsNotOffered();
    void whoHasLeastToDoComesFirst();
    void onlyWhoGivesTheServiceIsOffered();
    void aWindowOfTheDayIsKept();
    void aBlockForEverybodyIsKept();
    void theHourThatIsSkippedIsNeverOffered();
    void whyATimeDoesNotFitIsTold();
    void everyTimeOfferedFits();
};

void TestFreeTimes::theNextTimesLieOnTheGridAndInTheFuture()
{
    const Clinic clinic;
    QCOMPARE(clinic.starts(between("2026-09-15T00:00", "2026-09-16T00:00", "patel")),
             (QStringList{QStringLiteral("09-15 09:45 patel"), QStringLiteral("09-15 10:00 patel"),
                          QStringLiteral("09-15 10:15 patel")}));
}

void TestFreeTimes::lunchAndClosingAreKept()
{
    const Clinic clinic;
    QCOMPARE(clinic.starts(between("2026-09-15T11:30", "2026-09-15T13:15", "patel"), {}, 9),
             (QStringList{QStringLiteral("09-15 11:30 patel"), QStringLiteral("09-15 13:00 patel")}));
    QCOMPARE(clinic.starts(between("2026-09-15T16:31", "2026-09-16T08:01", "patel"), {}, 9),
             QStringList{QStringLiteral("09-16 08:00 patel")});
}

void TestFreeTimes::holidaysHaveTheirOwnHours()
{
    Clinic clinic;
    clinic.organisation.holidays = {
        {.name = QStringLiteral("Inventory"), .from = QDate(2026, 9, 16), .to = {}, .hours = {}},
        {.name = QStringLiteral("Short day"),
         .from = QDate(2026, 9, 17),
         .to = {},
         .hours = {hours("10:00", "10:30")}}};
    QCOMPARE(clinic.starts(between("2026-09-16T00:00", "2026-09-18T00:00", "patel"), {}, 9),
             QStringList{QStringLiteral("09-17 10:00 patel")});
}

void TestFreeTimes::whoIsBusyIsNotOffered()
{
    const Clinic clinic;
    const Occupied busy{provider("patel"), at("2026-09-15T10:00"), at("2026-09-15T11:00")};
    QCOMPARE(clinic.starts(between("2026-09-15T09:45", "2026-09-15T11:15", "patel"), {busy}, 9),
             QStringList{QStringLiteral("09-15 11:00 patel")});
}

void TestFreeTimes::whoHasLeastToDoComesFirst()
{
    const Clinic clinic;
    const Occupied busy{provider("patel"), at("2026-09-16T14:00"), at("2026-09-16T15:00")};
    QCOMPARE(clinic.starts(between("2026-09-16T08:00", "2026-09-16T08:15"), {busy}, 9),
             (QStringList{QStringLiteral("09-16 08:00 osei"), QStringLiteral("09-16 08:00 patel")}));
}

void TestFreeTimes::onlyWhoGivesTheServiceIsOffered()
{
    Clinic clinic;
    clinic.checkUp.providers = {provider("osei")};
    QCOMPARE(clinic.starts(between("2026-09-16T08:00", "2026-09-16T08:15")),
             QStringList{QStringLiteral("09-16 08:00 osei")});
    QCOMPARE(clinic.starts(between("2026-09-16T08:00", "2026-09-16T08:15", "patel")), none);
}

void TestFreeTimes::aWindowOfTheDayIsKept()
{
    const Clinic clinic;
    WantedTime afterWork = between("2026-09-15T00:00", "2026-09-19T00:00", "patel");
    afterWork.earliest = *timeOfDayFrom(u"16:30");
    QCOMPARE(clinic.starts(afterWork),
             (QStringList{QStringLiteral("09-15 16:30 patel"), QStringLiteral("09-16 16:30 patel"),
                          QStringLiteral("09-17 16:30 patel")}));
}

void TestFreeTimes::aBlockForEverybodyIsKept()
{
    const Clinic clinic;
    const Occupied meeting{{}, at("2026-09-15T09:00"), at("2026-09-15T16:00")};
    QCOMPARE(clinic.starts(between("2026-09-15T09:00", "2026-09-16T00:00", "osei"), {meeting}, 1),
             QStringList{QStringLiteral("09-15 16:00 osei")});
}

void TestFreeTimes::theHourThatIsSkippedIsNeverOffered()
{
    Clinic clinic;
    clinic.now = at("2026-03-07T12:00");
    clinic.branch.hours.sunday = {hours("00:00", "06:00")};
    for (const QString &start : clinic.starts(between("2026-03-08T00:00", "2026-03-09T00:00", "patel"), {}, 99))
        QVERIFY2(!start.startsWith(QStringLiteral("03-08 02")), qPrintable(start));
}

void TestFreeTimes::whyATimeDoesNotFitIsTold()
{
    const Clinic clinic;
    const QList<Occupied> full{{provider("patel"), at("2026-09-16T10:00"), at("2026-09-16T10:30")}};
    QCOMPARE(clinic.fits("2026-09-15T09:30"), Fit::Past);
    QCOMPARE(clinic.fits("2026-09-20T10:00"), Fit::Closed);
    QCOMPARE(clinic.fits("2026-09-16T11:45"), Fit::TooLong);
    QCOMPARE(clinic.fits("2026-09-16T10:15", full, "patel"), Fit::Taken);
    QCOMPARE(clinic.fits("2026-09-16T10:15", full), Fit::Free); // the other one is
    QCOMPARE(clinic.fits("2026-09-16T10:00", {}, "nobody"), Fit::NotGiven);
}

void TestFreeTimes::everyTimeOfferedFits()
{
    Clinic clinic;
    quint32 chance = 7;
    const auto next = [&](int limit) { return int((chance = chance * 1'664'525u + 1'013'904'223u) >> 8) % limit; };
    for (int round = 0; round < 50; ++round) {
        clinic.checkUp.minutes = 15 + 15 * next(4);
        clinic.now =
            at("2026-10-28T00:00") + std::chrono::minutes{next(10 * 24 * 60)}; // clocks go back on November 1st
        QList<Occupied> occupied;
        for (int each = 0; each < 12; ++each) {
            const Instant from = clinic.now + 15min * next(400);
            occupied << Occupied{provider(next(2) ? "patel" : "osei"), from, from + 15min * (1 + next(8))};
        }
        const WantedTime wanted{.provider = {}, .from = clinic.now, .until = clinic.now + 120h};
        for (const FreeTime &free :
             freeTimes(clinic.organisation, clinic.branch, clinic.checkUp, wanted, occupied, clinic.now, 40))
            QCOMPARE(nightbell::fits(clinic.organisation, clinic.branch, clinic.checkUp, free.provider, occupied,
                                     free.from, clinic.now),
                     Fit::Free);
    }
}

QTEST_APPLESS_MAIN(TestFreeTimes)
#include "test_free_times.moc"
