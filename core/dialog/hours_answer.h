// When the branch is open, as it is said to a caller: the week, a day, or now.
#pragma once

#include "clinic/opening.h"

#include <QDate>
#include <QString>

namespace nightbell {

// "We are open Monday to Friday from 8 am to 5 pm, and Saturday from 9 am to noon. We are closed on Sunday."
QString spokenWeek(const WeekHours &week);

// "On Friday, September 18th, we are open from 8 am to 5 pm." A day of its own (a holiday) is named.
QString spokenHoursOn(const Organisation &organisation, const Branch &branch, QDate day, QDate today);

// "We are open now, until 5 pm." · "We are closed now. We open again tomorrow at 8 am."
QString spokenNow(const Organisation &organisation, const Branch &branch, Instant now);

} // namespace nightbell
