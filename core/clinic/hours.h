// When a branch is open: readings of the clock on its wall, several ranges a day, and days that are different.
#pragma once

#include <QDate>
#include <QList>
#include <QString>

#include <array>
#include <optional>

namespace nightbell {

struct TimeOfDay
{
    int minute = 0; // since midnight; 24:00 is the end of the day
    auto operator<=>(const TimeOfDay &) const = default;
};

inline constexpr int minutesPerDay = 24 * 60;

std::optional<TimeOfDay> timeOfDayFrom(QStringView text); // "09:30"
QString textOf(TimeOfDay time);

struct HoursRange // up to, not including, `to`; a `to` before `from` is on the next day
{
    TimeOfDay from;
    TimeOfDay to;

    bool pastMidnight() const { return to < from; }
    bool operator==(const HoursRange &) const = default;
    static void fields(auto &self, auto &&field) { field("from", self.from), field("to", self.to); }
};

struct WeekHours
{
    QList<HoursRange> monday, tuesday, wednesday, thursday, friday, saturday, sunday;

    const QList<HoursRange> &on(int dayOfWeek) const // 1 = Monday, as QDate counts
    {
        const std::array days{&monday, &tuesday, &wednesday, &thursday, &friday, &saturday, &sunday};
        return *days.at(size_t(dayOfWeek - 1));
    }
    bool operator==(const WeekHours &) const = default;
    static void fields(auto &self, auto &&field)
    {
        field("monday", self.monday), field("tuesday", self.tuesday), field("wednesday", self.wednesday);
        field("thursday", self.thursday), field("friday", self.friday), field("saturday", self.saturday);
        field("sunday", self.sunday);
    }
};

// A holiday, closed weeks, or a day with hours of its own. It replaces what begins on its days; a range that began the
// evening before still runs to its end.
struct SpecialDays
{
    QString name;
    QDate from;
    QDate to;                // the last of the days; null: `from` alone
    QList<HoursRange> hours; // none: closed

    QDate last() const { return to.isNull() ? from : to; }
    bool contains(QDate day) const { return from <= day && day <= last(); }
    bool operator==(const SpecialDays &) const = default;
    static void fields(auto &self, auto &&field)
    {
        field("name", self.name), field("from", self.from), field("to", self.to), field("hours", self.hours);
    }
};

} // namespace nightbell
