// A date of birth in any spoken form: "june third nineteen eighty", "oh six oh three eighty", "6/3/80". Two figures of
// a year are the most recent year that has passed; a day without a year is none.
#pragma once

#include "dialog/words.h"

#include <QDate>

#include <optional>

namespace nightbell {

struct SaidBirthDate
{
    std::optional<QDate> date;
    bool invalid = false; // no such day, not in the past, or not all of it was said
    Evidence evidence;

    bool nothing() const { return !date && !invalid; }
};

enum class DateOrder { MonthFirst, DayFirst };

SaidBirthDate saidBirthDate(const Words &said, QDate today, DateOrder order);

inline constexpr int oldestYears = 120;

} // namespace nightbell
