// What a conversation asks of the diary and what it is told, as far as neither a store nor a thread has to do with it.
#pragma once

#include "booking/diary.h"
#include "dialog/dialog_input.h"
#include "dialog/dialog_step.h"

namespace nightbell {

struct DiaryPlace
{
    const Organisation &organisation;
    const Branch &branch;

    QTimeZone zone() const { return Opening(organisation, branch).timeZone(); }
    const Service *service(const ServiceId &id) const;
};

struct SearchedDays // whole days of the branch
{
    Instant from, until;
};
SearchedDays daysOf(const FindTimesStep &wanted, const QTimeZone &zone);

TimesFound timesFound(const DiaryPlace &at, const FindTimesStep &wanted, const QList<Occupied> &taken, Instant now);

Result<Visit> visitWanted(const DiaryPlace &at, const HoldStep &step, Instant now); // Invalid: it cannot be

// Those of whom the caller named: the day of birth is always the same, the name has to sound the same.
AppointmentsFound appointmentsFound(const FindAppointmentsStep &step, const QList<DiaryEntry> &entries,
                                    const QTimeZone &zone, Instant now);

} // namespace nightbell
