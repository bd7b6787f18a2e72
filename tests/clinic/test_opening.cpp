#include "clinic/opening.h"
#include "clinic/starter_book.h"

#include <QTest>

using namespace nightbell;

namespace {

HoursRange range(const char *from, const char *to)
{
    return {*timeOfDayFrom(QString::fromLatin1(from)), *timeOfDayFrom(QString::fromLatin1(to))};
}

Instant utc(const char *text) // "2026-03-29T00:59:59Z"
{
    const QDateTime at = QDateTime::fromString(QString::fromLatin1(text), Qt::ISODate);
    Q_ASSERT(at.isValid());
    return instantFromMs(at.toMSecsSinceEpoch());
}

struct Place
{
    Organisation organisation;
    Branch branch;

    explicit Place(const char *zone) { organisation.timeZone = QString::fromLatin1(zone); }
    Opening opening() const { return Opening(organisation, branch); }
};

Place everyDay(const char *zone, QList<HoursRange> ranges)
{
    Place place(zone);
    place.branch.hours = {ranges, ranges, ranges, ranges, ranges, ranges, ranges};
    return place;
}

} // namespace

class TestOpening : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRangeBeginsWithItsFirstMinuteAndEndsBeforeItsLast();
    void severalRangesADayLeaveALunchBreak();
    void rangesThatTouchAreOneOpening();
    void aNightRunsIntoTheNextMorning();
    void aNightThatBeganBeforeAHolidayRunsToItsEnd();
    void theSkippedHourOfSpringNeverComes();
    void theRepeatedHourOfAutumnCountsTwice();
    void aNightIsAnHourShorterInSpringAndLongerInAutumn();
    void aHolidayClosesEveryBranchUnlessTheBranchSaysOtherwise();
    void ownHoursReplaceThoseOfTheWeek();
    void closedDaysCanRunOverTheEndOfTheYear();
    void aLeapDayIsADay();
    void aBranchMayLiveInAnotherTimeZone();
    void whoNeverOpensHasNoNextOpening();
    void whoNeverClosesHasNoClosing();
    void theNextOpeningIsFoundUpToAYearAhead();
    void theDoorSignSaysWhenItChanges();
};

void TestOpening::aRangeBeginsWithItsFirstMinuteAndEndsBeforeItsLast()
{
    const Opening opening = everyDay("UTC", {range("09:00", "17:00")}).opening();
    QVERIFY(!opening.openAt(utc("2026-05-04T08:59:59Z")));
    QVERIFY(opening.openAt(utc("2026-05-04T09:00:00Z")));
    QVERIFY(opening.openAt(utc("2026-05-04T16:59:59Z")));
    QVERIFY(!opening.openAt(utc("2026-05-04T17:00:00Z")));
    QVERIFY(!opening.openAt(instantFromMs(-1) - std::chrono::hours{3})); // 1969, 20:59:59.999
}

void TestOpening::severalRangesADayLeaveALunchBreak()
{
    const Opening opening = everyDay("Europe/Berlin", {range("13:30", "18:00"), range("08:00", "12:00")}).opening();
    QCOMPARE(opening.closesAt(utc("2026-07-06T07:00:00Z")), utc("2026-07-06T10:00:00Z"));
    QCOMPARE(opening.nextOpening(utc("2026-07-06T10:00:00Z")), utc("2026-07-06T11:30:00Z"));
    QCOMPARE(opening.closesAt(utc("2026-07-06T10:00:00Z")), std::nullopt);
}

void TestOpening::rangesThatTouchAreOneOpening()
{
    const Opening opening = everyDay("UTC", {range("08:00", "12:00"), range("12:00", "24:00")}).opening();
    QCOMPARE(opening.closesAt(utc("2026-05-04T09:00:00Z")), utc("2026-05-05T00:00:00Z"));
}

void TestOpening::aNightRunsIntoTheNextMorning()
{
    Place place("UTC");
    place.branch.hours.sunday = {range("22:00", "02:00")};
    const Opening opening = place.opening();
    QVERIFY(!opening.openAt(utc("2026-05-03T01:00:00Z"))); // the morning before
    QVERIFY(opening.openAt(utc("2026-05-03T23:00:00Z")));
    QVERIFY(opening.openAt(utc("2026-05-04T01:59:59Z")));
    QCOMPARE(opening.closesAt(utc("2026-05-03T22:00:00Z")), utc("2026-05-04T02:00:00Z"));
    QCOMPARE(opening.nextOpening(utc("2026-05-04T02:00:00Z")), utc("2026-05-10T22:00:00Z"));
}

void TestOpening::aNightThatBeganBeforeAHolidayRunsToItsEnd()
{
    Place place = everyDay("UTC", {range("22:00", "02:00")});
    place.organisation.holidays = {{.name = QStringLiteral("Feast"), .from = QDate(2026, 5, 2)}};
    const Opening opening = place.opening();
    QVERIFY(opening.openAt(utc("2026-05-02T01:00:00Z")));
    QVERIFY(!opening.openAt(utc("2026-05-02T23:00:00Z")));
    QVERIFY(!opening.openAt(utc("2026-05-03T01:00:00Z")));
    QCOMPARE(opening.nextOpening(utc("2026-05-02T03:00:00Z")), utc("2026-05-03T22:00:00Z"));
}

void TestOpening::theSkippedHourOfSpringNeverComes()
{
    // Berlin, 29 March 2026: 02:00 becomes 03:00 at 01:00 UTC.
    QCOMPARE(everyDay("Europe/Berlin", {range("02:15", "02:45")}).opening().nextOpening(utc("2026-03-28T12:00:00Z")),
             utc("2026-03-30T00:15:00Z"));
    const Opening over = everyDay("Europe/Berlin", {range("02:30", "04:00")}).opening();
    QCOMPARE(over.nextOpening(utc("2026-03-28T12:00:00Z")), utc("2026-03-29T01:00:00Z"));
    const Opening into = everyDay("Europe/Berlin", {range("01:00", "02:30")}).opening();
    QCOMPARE(into.closesAt(utc("2026-03-29T00:30:00Z")), utc("2026-03-29T01:00:00Z"));
}

void TestOpening::theRepeatedHourOfAutumnCountsTwice()
{
    // New York, 1 November 2026: 02:00 becomes 01:00 at 06:00 UTC.
    const Opening opening = everyDay("America/New_York", {range("01:15", "01:45")}).opening();
    const Instant first = utc("2026-11-01T05:15:00Z"), second = utc("2026-11-01T06:15:00Z");
    QCOMPARE(opening.nextOpening(utc("2026-11-01T00:00:00Z")), first);
    QCOMPARE(opening.closesAt(first), utc("2026-11-01T05:45:00Z"));
    QCOMPARE(opening.nextOpening(utc("2026-11-01T05:45:00Z")), second);
    QCOMPARE(opening.closesAt(second), utc("2026-11-01T06:45:00Z"));
    const Opening into = everyDay("America/New_York", {range("01:30", "06:00")}).opening();
    QCOMPARE(into.closesAt(utc("2026-11-01T05:40:00Z")), utc("2026-11-01T06:00:00Z")); // it is 01:00 again
    QCOMPARE(into.nextOpening(utc("2026-11-01T06:00:00Z")), utc("2026-11-01T06:30:00Z"));
}

void TestOpening::aNightIsAnHourShorterInSpringAndLongerInAutumn()
{
    const Opening opening = everyDay("America/New_York", {range("22:00", "06:00")}).opening();
    const auto hoursOpen = [&](const char *from) {
        return std::chrono::duration_cast<std::chrono::hours>(*opening.closesAt(utc(from)) - utc(from)).count();
    };
    QCOMPARE(hoursOpen("2026-03-07T03:00:00Z"), 8);
    QCOMPARE(hoursOpen("2026-03-08T03:00:00Z"), 7);
    QCOMPARE(hoursOpen("2026-11-01T02:00:00Z"), 9);
}

void TestOpening::aHolidayClosesEveryBranchUnlessTheBranchSaysOtherwise()
{
    Place place = everyDay("UTC", {range("09:00", "17:00")});
    place.organisation.holidays = {{.name = QStringLiteral("Christmas"), .from = QDate(2026, 12, 25)}};
    QVERIFY(!place.opening().openAt(utc("2026-12-25T10:00:00Z")));
    place.branch.specialDays = {{.name = QStringLiteral("Emergency practice"),
                                 .from = QDate(2026, 12, 25),
                                 .hours = {range("10:00", "12:00")}}};
    QVERIFY(place.opening().openAt(utc("2026-12-25T10:00:00Z")));
    QVERIFY(!place.opening().openAt(utc("2026-12-25T13:00:00Z")));
}

void TestOpening::ownHoursReplaceThoseOfTheWeek()
{
    Place place = everyDay("UTC", {range("09:00", "17:00")});
    place.branch.specialDays = {
        {.name = QStringLiteral("Flu day"), .from = QDate(2026, 5, 4), .hours = {range("06:00", "10:00")}}};
    QCOMPARE(place.opening().nextOpening(utc("2026-05-04T00:00:00Z")), utc("2026-05-04T06:00:00Z"));
    QCOMPARE(place.opening().closesAt(utc("2026-05-04T09:30:00Z")), utc("2026-05-04T10:00:00Z"));
}

void TestOpening::closedDaysCanRunOverTheEndOfTheYear()
{
    Place place = everyDay("Asia/Kathmandu", {range("09:00", "17:00")}); // 5:45 ahead
    place.branch.specialDays = {
        {.name = QStringLiteral("Closed"), .from = QDate(2026, 12, 24), .to = QDate(2027, 1, 3)}};
    QCOMPARE(place.opening().nextOpening(utc("2026-12-23T11:15:00Z")), utc("2027-01-04T03:15:00Z"));
}

void TestOpening::aLeapDayIsADay()
{
    Place place("UTC");
    place.branch.hours.tuesday = {range("09:00", "17:00")}; // 29 February 2028 is one
    QCOMPARE(place.opening().nextOpening(utc("2028-02-23T00:00:00Z")), utc("2028-02-29T09:00:00Z"));
    place.branch.specialDays = {{.name = QStringLiteral("Leap"), .from = QDate(2028, 2, 29)}};
    QCOMPARE(place.opening().nextOpening(utc("2028-02-23T00:00:00Z")), utc("2028-03-07T09:00:00Z"));
}

void TestOpening::aBranchMayLiveInAnotherTimeZone()
{
    Place place = everyDay("America/New_York", {range("09:00", "17:00")});
    place.branch.timeZone = QStringLiteral("America/Los_Angeles");
    QCOMPARE(place.opening().nextOpening(utc("2026-07-06T12:00:00Z")), utc("2026-07-06T16:00:00Z"));
}

void TestOpening::whoNeverOpensHasNoNextOpening()
{
    QCOMPARE(Place("Europe/Berlin").opening().nextOpening(utc("2026-05-04T00:00:00Z")), std::nullopt);
}

void TestOpening::whoNeverClosesHasNoClosing()
{
    const Opening opening = everyDay("Australia/Lord_Howe", {range("00:00", "24:00")}).opening();
    QVERIFY(opening.openAt(utc("2026-04-04T15:00:00Z")));
    QCOMPARE(opening.closesAt(utc("2026-01-01T00:00:00Z")), std::nullopt);
}

void TestOpening::theNextOpeningIsFoundUpToAYearAhead()
{
    Place place("UTC");
    place.branch.specialDays = {
        {.name = QStringLiteral("Once"), .from = QDate(2027, 5, 5), .hours = {range("00:00", "01:00")}}};
    QCOMPARE(place.opening().nextOpening(utc("2026-05-04T00:00:00Z")), utc("2027-05-05T00:00:00Z")); // 366 days
    QCOMPARE(place.opening().nextOpening(utc("2026-05-03T23:59:59Z")), std::nullopt);
}

void TestOpening::theDoorSignSaysWhenItChanges()
{
    const ClinicBook book = starterBook();
    const Opening opening(book.organisations.first(), book.organisations.first().branches.first());
    const Instant friday = utc("2026-05-08T14:00:00Z"); // 10:00 in New York
    QCOMPARE(doorSign(opening, friday), (DoorSign{true, utc("2026-05-08T21:00:00Z")}));
    QCOMPARE(doorSign(opening, utc("2026-05-08T21:00:00Z")), (DoorSign{false, utc("2026-05-11T13:00:00Z")}));
}

QTEST_APPLESS_MAIN(TestOpening)
#include "test_opening.moc"
