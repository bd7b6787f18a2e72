// Whether hours make sense: no range empty, none over another, none into the next day's.
#pragma once

#include "clinic/first_fault.h"
#include "clinic/hours.h"

namespace nightbell {

void check(const WeekHours &week, FirstFault &fault, const FieldPath &path);
void check(const QList<SpecialDays> &special, FirstFault &fault, const FieldPath &path);

} // namespace nightbell
