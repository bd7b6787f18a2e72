#include "desk/diary_entry.h"

#include <QTest>

using namespace nightbell;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const QTimeZone newYork("America/New_York"), berlin("Europe/Berlin");

QString utc(const std::optional<Instant> &at)
{
    return at ? QDateTime::fromMSecsSinceEpoch(toMs(*at), Qt::UTC).toString(u"MM-dd HH:mm"_s) : u"never"_s;
}

} // namespace

class TestDiaryEntry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEntryIsSpokenOfOnTheClockOfItsBranch();
    void everyReadingOfTheClockIsAMomentOfItsOwn();
    void aReadingThatIsSkippedIsNoMoment();
    void aReadingThatComesTwiceIsTheFirst();
    void aVisitIsWhole();
};

void TestDiaryEntry::anEntryIsSpokenOfOnTheClockOfItsBranch()
{
    DiaryEntry entry{.id = AppointmentId(u"a"_s)};
    entry.patient = {PrivateText(u"Ann Lee"_s), QDate(1980, 2, 29), PrivateText(u"+12025550147"_s)};
    entry.visit = {BranchId(u"main"_s), ServiceId(u"check_up"_s), ProviderId(u"osei"_s),
                   *momentOf({2026, 9, 15}, {23, 30}, newYork), 30};
    const Appointment here = spoken(entry, newYork), there = spoken(entry, berlin);
    QVERIFY(
        here
        == (Appointment{entry.id, entry.patient, entry.visit.service, entry.visit.provider, {2026, 9, 15}, {23, 30}}));
    QCOMPARE(there.date, QDate(2026, 9, 16));
    QCOMPARE(there.time, QTime(5, 30));
    QVERIFY(spokenTime(entry.visit, newYork) == (OfferedTime{entry.visit.provider, here.date, here.time}));
}

// Every quarter of an hour of a year, both days of change among them, is read back as it was.
void TestDiaryEntry::everyReadingOfTheClockIsAMomentOfItsOwn()
{
    for (const QTimeZone &zone : {newYork, berlin, QTimeZone("Australia/Lord_Howe"), QTimeZone("Asia/Kathmandu")}) {
        int skipped = 0;
        for (QDate day(2026, 1, 1); day.year() == 2026; day = day.addDays(1))
            for (int minute = 0; minute < 24 * 60; minute += 15) {
                const QTime time(minute / 60, minute % 60);
                const auto at = momentOf(day, time, zone);
                skipped += !at;
                if (!at)
                    continue;
                const OfferedTime read = spokenTime({.starts = *at}, zone);
                QVERIFY2(read.date == day && read.time == time, qPrintable(utc(at)));
            }
        QVERIFY(skipped == (zone.hasDaylightTime() ? (zone == QTimeZone("Australia/Lord_Howe") ? 2 : 4) : 0));
    }
}

void TestDiaryEntry::aReadingThatIsSkippedIsNoMoment()
{
    QCOMPARE(utc(momentOf({2026, 3, 8}, {1, 45}, newYork)), u"03-08 06:45"_s);
    QCOMPARE(utc(momentOf({2026, 3, 8}, {2, 30}, newYork)), u"never"_s);
    QCOMPARE(utc(momentOf({2026, 3, 8}, {3, 0}, newYork)), u"03-08 07:00"_s);
    QCOMPARE(utc(momentOf({2026, 3, 29}, {2, 0}, berlin)), u"never"_s);
}

void TestDiaryEntry::aReadingThatComesTwiceIsTheFirst()
{
    QCOMPARE(utc(momentOf({2026, 11, 1}, {0, 30}, newYork)), u"11-01 04:30"_s);
    QCOMPARE(utc(momentOf({2026, 11, 1}, {1, 30}, newYork)), u"11-01 05:30"_s);
    QCOMPARE(utc(momentOf({2026, 11, 1}, {2, 0}, newYork)), u"11-01 07:00"_s);
    QCOMPARE(utc(momentOf({2026, 10, 25}, {2, 30}, berlin)), u"10-25 00:30"_s);
}

void TestDiaryEntry::aVisitIsWhole()
{
    const Visit whole{.provider = ProviderId(u"osei"_s), .starts = instantFromMs(60'000), .minutes = 15};
    QVERIFY(isWhole(whole));
    Visit visit = whole;
    visit.provider = {};
    QVERIFY(!isWhole(visit));
    visit = whole;
    visit.starts += 1ms;
    QVERIFY(!isWhole(visit));
    visit = whole;
    visit.minutes = 0;
    QVERIFY(!isWhole(visit));
}

QTEST_APPLESS_MAIN(TestDiaryEntry)
#include "test_diary_entry.moc"
