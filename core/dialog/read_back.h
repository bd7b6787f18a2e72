// What is read back to a caller to be confirmed: days, hours, numbers and names as an English voice says them. Another
// language of calls is another such file; the language of the windows has nothing to do with it.
#pragma once

#include "dialog/said_when.h"

namespace nightbell {

enum class DayStyle { American, British }; // "September 22nd", "the 22nd of September"

QString spokenDay(QDate day, QDate today, DayStyle style = DayStyle::American); // the year only when it is another
QString spokenTime(QTime time);                                                 // "4:15 pm", "noon"
QString spokenWhen(const SaidWhen &when, QDate today, DayStyle style = DayStyle::American);
QString spokenPhone(const QString &e164);   // "6 4 6, 5 5 5, 0 1 3 4"
QString spokenLetters(const QString &name); // "W, e, i, s, s" of the last name
QString spokenBirthDate(QDate day, DayStyle style = DayStyle::American);

} // namespace nightbell
