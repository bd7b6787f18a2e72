// The few words that each say one thing about a day or an hour ("tuesday", "next week", "the fifth", "half past",
// "before", "no wait"), found one after another. What they mean together is made out elsewhere: dates in when_dates.h,
// hours in when_hours.h.
#pragma once

#include "dialog/when_words.h"

#include <optional>

namespace nightbell {

enum class WhenKind {
    // about the day
    DayAhead,    // a: days from today
    Weekday,     // a: 1 Monday to 7, b: Which
    DayOfMonth,  // a
    Month,       // a: 1 to 12, b: Which
    Year,        // a
    NumericDate, // a, b: in the order said, c: year or 0
    IsoDate,     // a: year, b: month, c: day
    NamedDay,    // a: holiday
    Week,        // a: weeks from this one
    Weekend,     // a: weeks from the coming one
    MonthAhead,  // a: months from this one
    YearAhead,   // a: years from this one
    Ahead,       // a: how many, b: Unit, "in three weeks"
    Within,      // a: how many, b: Unit, "in the next three weeks"
    Offset,      // a: how many (negative: before), b: Unit, of the day that follows: "a week on", "two days after"
    OneAfter,    // a: weeks after the day spoken of before, "the one after"
    NthWeekday,  // a: nth or -1, b: weekday
    NthWeek,     // a: nth or -1
    NthDay,      // a: nth or -1, of a period
    WeekOf,      // the week of the day that follows
    Workdays,    // Monday to Friday only
    EdgeOf,      // a: Edge, of the week or month beside it
    LongAgo,     // in the past, whatever it is
    SomeDay,     // no day at all: "soon"
    // about the hour
    Clock,      // a: minutes of the named reading, b: Meridiem, c: the hour that was named
    PartOfDay,  // a: DayPart, b: 1 when it is today's ("tonight")
    HoursAhead, // a: minutes from now
    ThisTime,   // the hour of now: "this time tomorrow"
    AnyHour,
    BadHour, // "twenty five o'clock"
    // how they hang together
    Link, // a: WhenLink
    Correction,
    Works, // a: 0 what was said before it does not suit
};

enum class Which { Plain, This, Next, Last, Coming, AfterNext, WeekLater, FortnightLater };
enum class Unit { Day, Week, Month, Year, CalendarWeek, Weekend };
enum class Edge { Early, Mid, Late, Start, End, Later, FirstHalf, SecondHalf, Rest };
enum class Meridiem { Open, Morning, Afternoon, Exact };
enum class DayPart {
    Morning,
    EarlyMorning,
    MidMorning,
    LateMorning,
    Lunchtime,
    Afternoon,
    EarlyAfternoon,
    MidAfternoon,
    LateAfternoon,
    EndOfDay,
    Evening,
    EarlyEvening,
    LateEvening,
    Night,
    SmallHours,
    BeforeWork,
    AfterWork,
    BeforeLunch,
    AfterLunch,
    BeforeSchool,
    AfterSchool,
    WorkingHours,
};
enum class WhenLink { None, Before, After, From, Until, By, Between, To, And, Or, Not, Onwards };

struct WhenPiece
{
    WhenKind kind = WhenKind::SomeDay;
    int first = 0; // of the WhenWords
    int count = 1;
    int a = 0, b = 0, c = 0;
    WhenLink link = WhenLink::None; // what stood before it

    bool ofDay() const { return kind <= WhenKind::SomeDay; }
    bool ofHour() const { return kind > WhenKind::SomeDay && kind < WhenKind::Link; }
    Which which() const { return Which(b); }
};

using WhenPieces = QList<WhenPiece>;

WhenPieces whenPieces(const Words &words); // words of WhenWords

// The readers behind it, each for what begins at a place.
std::optional<WhenPiece> dayPieceAt(const Words &words, int place, const WhenPieces &before);
std::optional<WhenPiece> spanPieceAt(const Words &words, int place);
std::optional<WhenPiece> partOfDayAt(const Words &words, int place);
std::optional<WhenPiece> hourPieceAt(const Words &words, int place, const WhenPieces &before);

} // namespace nightbell
