// The holidays that callers name, and the day on which each falls. The same name may be another day in another country.
#pragma once

#include "dialog/words.h"

#include <QDate>
#include <QLocale>

#include <optional>

namespace nightbell {

struct NamedHoliday
{
    int holiday = 0; // for dayOf
    int count = 0;   // of words
};

std::optional<NamedHoliday> holidayAt(const Words &words, int place);

QDate dayOf(int holiday, int year, QLocale::Territory country); // not valid for "the next bank holiday"
QDate nextHoliday(int holiday, QDate notBefore, QLocale::Territory country);

QDate easterSunday(int year);
QDate nthWeekday(int year, int month, int nth, int weekday); // nth -1 is the last one; not valid when there is none

} // namespace nightbell
