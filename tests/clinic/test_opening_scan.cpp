// Whatever the hours, openings agree with a clock on the wall that is read minute by minute around each change of
// clocks, in zones with whole, half and odd offsets.
#include "clinic/opening.h"

#include <QTest>

#include <random>

using namespace nightbell;
using std::chrono::days;
using std::chrono::minutes;

namespace {

constexpr int scannedDays = 15;

struct WallReading
{
    QDate day;
    int minute = 0;
};

// What the wall shows in each minute from `first` on, by Qt's own calendar.
QList<WallReading> readings(const QTimeZone &zone, Instant first)
{
    QList<WallReading> found;
    for (int i = 0; i < scannedDays * minutesPerDay; ++i) {
        const QDateTime wall = QDateTime::fromMSecsSinceEpoch(toMs(first + minutes{i}), zone);
        found << WallReading{wall.date(), wall.time().hour() * 60 + wall.time().minute()};
    }
    return found;
}

struct Hours // of one branch, and of its special days
{
    Branch branch;

    const QList<HoursRange> &on(QDate day) const
    {
        for (const SpecialDays &special : branch.specialDays)
            if (day >= special.from && day <= special.last())
                return special.hours;
        return branch.hours.on(day.dayOfWeek());
    }

    bool openAt(const WallReading &wall) const
    {
        for (const HoursRange &range : on(wall.day)) {
            const int end = range.to.minute < range.from.minute ? minutesPerDay : range.to.minute;
            if (wall.minute >= range.from.minute && wall.minute < end)
                return true;
        }
        for (const HoursRange &range : on(wall.day.addDays(-1)))
            if (range.to.minute < range.from.minute && wall.minute < range.to.minute)
                return true;
        return false;
    }
};

QList<HoursRange> someRanges(std::mt19937 &chance)
{
    const auto pick = [&](int least, int most) { return std::uniform_int_distribution(least, most)(chance); };
    QList<HoursRange> ranges;
    int from = pick(0, 4) * 45;
    for (int left = pick(0, 3); left > 0; --left) {
        const int to = from + pick(1, 200);
        ranges << HoursRange{{from}, {to}};
        from = to + pick(1, 200);
    }
    if (pick(0, 1)) { // up to the end of the day, or into the next
        const int to = pick(0, 300);
        ranges << HoursRange{{pick(from, minutesPerDay - 1)}, {to > 200 ? minutesPerDay : to}};
    }
    return ranges;
}

Hours someHours(std::mt19937 &chance, QDate around)
{
    Hours hours;
    WeekHours::fields(hours.branch.hours, [&](const char *, auto &ranges) { ranges = someRanges(chance); });
    for (int i = 0; i < 2; ++i) {
        const QDate from = around.addDays(std::uniform_int_distribution(-3, 3)(chance));
        hours.branch.specialDays << SpecialDays{.name = QString(),
                                                .from = from,
                                                .to = i ? from.addDays(2) : QDate(),
                                                .hours = i ? QList<HoursRange>() : someRanges(chance)};
    }
    return hours;
}

} // namespace

class TestOpeningScan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void openingsAgreeWithTheClockOnTheWall_data();
    void openingsAgreeWithTheClockOnTheWall();
};

void TestOpeningScan::openingsAgreeWithTheClockOnTheWall_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QDate>("middle");
    const auto row = [](const char *zone, QDate middle) {
        QTest::addRow("%s %s", zone, qPrintable(middle.toString(Qt::ISODate))) << QByteArray(zone) << middle;
    };
    row("America/New_York", QDate(2026, 3, 8));
    row("America/New_York", QDate(2026, 11, 1));
    row("Europe/Berlin", QDate(2026, 3, 29));
    row("Europe/Berlin", QDate(2026, 10, 25));
    row("Australia/Lord_Howe", QDate(2026, 4, 5));
    row("Australia/Lord_Howe", QDate(2026, 10, 4));
    row("Asia/Kathmandu", QDate(2027, 1, 1));
    row("America/Havana", QDate(2026, 3, 8)); // its clocks change at midnight
    row("Pacific/Apia", QDate(2011, 12, 30)); // a day that never was
    row("Europe/Berlin", QDate(2044, 3, 27)); // beyond the written table, by rule
}

void TestOpeningScan::openingsAgreeWithTheClockOnTheWall()
{
    QFETCH(QByteArray, zone);
    QFETCH(QDate, middle);
    const QTimeZone timeZone(zone);
    const Instant first{days{QDate(1970, 1, 1).daysTo(middle) - scannedDays / 2}};
    const QList<WallReading> wall = readings(timeZone, first);

    for (unsigned seed = 1; seed <= 4; ++seed) {
        std::mt19937 chance(seed);
        const Hours hours = someHours(chance, middle);
        Organisation organisation;
        organisation.timeZone = QString::fromLatin1(zone);
        const Opening opening(organisation, hours.branch);

        QList<bool> open;
        for (const WallReading &reading : wall)
            open << hours.openAt(reading);
        for (int i = 0; i < open.size(); ++i)
            if (opening.openAt(first + minutes{i}) != open[i])
                QFAIL(qPrintable(QStringLiteral("seed %1, minute %2").arg(seed).arg(i)));

        std::uniform_int_distribution<int> anyMinute(0, int(open.size() / 2)), anyMs(0, 59'999);
        for (int probe = 0; probe < 40; ++probe) {
            const int minute = anyMinute(chance);
            const Instant at = first + minutes{minute} + Span{probe % 2 ? anyMs(chance) : 0};
            const qsizetype change = open.indexOf(!open[minute], minute);
            const auto expected = change < 0 ? std::nullopt : std::optional<Instant>(first + minutes{change});
            const QByteArray where = QStringLiteral("seed %1, at %2").arg(seed).arg(toMs(at)).toLatin1();
            if (open[minute]) {
                QVERIFY2(opening.nextOpening(at) == at, where);
                QVERIFY2(!expected || opening.closesAt(at) == expected, where);
            } else {
                QVERIFY2(!opening.closesAt(at), where);
                QVERIFY2(!expected || opening.nextOpening(at) == expected, where);
            }
        }
    }
}

QTEST_APPLESS_MAIN(TestOpeningScan)
#include "test_opening_scan.moc"
