// The day and the hour that a caller named: absolute, relative, vague, a range, corrected in mid-sentence, ambiguous or
// impossible. Bookings lie in the future; what is explicitly past is invalid.
#pragma once

#include "dialog/when_dates.h"

namespace nightbell {

struct SaidWhen
{
    std::optional<QDate> date;             // one day, or
    std::optional<QDate> dateFrom, dateTo; // a span of days, both ends included
    std::optional<QTime> time;             // one time, or
    std::optional<QTime> timeFrom, timeTo; // a window that may be open at one end
    bool ambiguous = false;                // should be asked; nothing else is set
    bool invalid = false;                  // no such day or time, or past; nothing else is set
    QList<Evidence> evidence;              // rules "date" and "time": the words that count after corrections

    bool saysDay() const { return date || dateFrom; }
    bool saysHour() const { return time || timeFrom || timeTo; }
    bool nothing() const { return !ambiguous && !invalid && !saysDay() && !saysHour(); }
};

SaidWhen saidWhen(const Words &said, const Moment &moment);

} // namespace nightbell
