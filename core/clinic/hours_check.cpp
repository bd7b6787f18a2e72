#include "clinic/hours_check.h"

#include "clinic/clinic_limits.h"

#include <algorithm>

namespace nightbell {
namespace {

QString textOf(const HoursRange &range) { return textOf(range.from) + u'-' + textOf(range.to); }

int endMinute(const HoursRange &range) // counted from the midnight before it begins
{
    return range.to.minute + (range.pastMidnight() ? minutesPerDay : 0);
}

void check(const HoursRange &range, FirstFault &fault, const FieldPath &path)
{
    for (const auto &[time, field] : {std::pair{range.from, "from"}, std::pair{range.to, "to"}})
        fault.expect(time.minute >= 0 && time.minute <= minutesPerDay, path / field,
                     QStringLiteral("is no time of day"));
    fault.expect(range.from.minute < minutesPerDay, path / "from", QStringLiteral("24:00 can only be an end"));
    fault.expect(range.from != range.to, path / "to", textOf(range) + QStringLiteral(" is no time at all"));
    fault.expect(!range.pastMidnight() || endMinute(range) - range.from.minute <= clinic_limits::nightMinutes,
                 path / "to",
                 QStringLiteral("%1 is before %2, and too far away to be on the next day")
                     .arg(textOf(range.to), textOf(range.from)));
}

void check(const QList<HoursRange> &ranges, FirstFault &fault, const FieldPath &path)
{
    fault.count(ranges.size(), clinic_limits::rangesADay, path);
    for (qsizetype i = 0; i < qMin(ranges.size(), clinic_limits::rangesADay); ++i) {
        check(ranges[i], fault, path[i]);
        for (qsizetype k = 0; k < i; ++k)
            if (ranges[i].from.minute < endMinute(ranges[k]) && ranges[k].from.minute < endMinute(ranges[i]))
                fault.found(path[i], QStringLiteral("overlaps ") + textOf(ranges[k]));
    }
}

} // namespace

void check(const WeekHours &week, FirstFault &fault, const FieldPath &path)
{
    WeekHours::fields(week,
                      [&](const char *day, const QList<HoursRange> &ranges) { check(ranges, fault, path / day); });

    int day = 1;
    WeekHours::fields(week, [&](const char *name, const QList<HoursRange> &ranges) {
        const QList<HoursRange> &tomorrow = week.on(day++ % 7 + 1);
        for (qsizetype i = 0; i < ranges.size(); ++i)
            for (const HoursRange &next : tomorrow)
                fault.expect(endMinute(ranges[i]) <= next.from.minute + minutesPerDay, (path / name)[i] / "to",
                             QStringLiteral("runs into ") + textOf(next) + QStringLiteral(" of the next day"));
    });
}

void check(const QList<SpecialDays> &special, FirstFault &fault, const FieldPath &path)
{
    fault.count(special.size(), clinic_limits::specialDays, path);
    for (qsizetype i = 0; i < qMin(special.size(), clinic_limits::specialDays); ++i) {
        const SpecialDays &days = special[i];
        fault.text(days.name, clinic_limits::nameCharacters, path[i] / "name");
        fault.expect(!days.from.isNull(), path[i] / "from", QStringLiteral("is missing"));
        for (const auto &[day, field] : {std::pair{days.from, "from"}, std::pair{days.last(), "to"}})
            fault.expect(day.year() >= 1970 && day.year() <= 9999, path[i] / field,
                         QStringLiteral("is not between 1970 and 9999"));
        fault.expect(days.from <= days.last(), path[i] / "to", QStringLiteral("is before from"));
        fault.expect(days.from.daysTo(days.last()) < clinic_limits::specialDaysInARow, path[i] / "to",
                     QStringLiteral("is more than %1 days away").arg(clinic_limits::specialDaysInARow));
        check(days.hours, fault, path[i] / "hours");
        for (qsizetype k = 0; k < i; ++k)
            if (days.from <= special[k].last() && special[k].from <= days.last())
                fault.found(path[i], QStringLiteral("has days of ") + quoted(special[k].name));
    }
}

} // namespace nightbell
