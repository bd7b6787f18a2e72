#include "booking/times_found.h"

#include "dialog/name_match.h"

#include <algorithm>

namespace nightbell {
namespace {

constexpr int timesAtMost = 60;

WhyNot whyOf(Fit fit)
{
    switch (fit) {
    case Fit::Free:
        return WhyNot::None;
    case Fit::Past:
        return WhyNot::Past;
    case Fit::Closed:
        return WhyNot::Closed;
    case Fit::TooLong:
        return WhyNot::TooLong;
    case Fit::NotGiven:
        return WhyNot::NotGiven;
    case Fit::Taken:
        break;
    }
    return WhyNot::Taken;
}

TimeOfDay minuteOf(QTime time) { return {time.hour() * 60 + time.minute()}; }

// A reading of the clock that is skipped counts as the one an hour later.
Instant instantOf(QDate date, QTime time, const QTimeZone &zone)
{
    return instantFromMs(QDateTime(date, time, zone).toMSecsSinceEpoch());
}

} // namespace

const Service *DiaryPlace::service(const ServiceId &id) const
{
    const auto found = std::ranges::find(organisation.services, id, &Service::id);
    return found == organisation.services.end() ? nullptr : &*found;
}

SearchedDays daysOf(const FindTimesStep &wanted, const QTimeZone &zone)
{
    return {instantOf(wanted.from, QTime(0, 0), zone), instantOf(wanted.to.addDays(1), QTime(0, 0), zone)};
}

TimesFound timesFound(const DiaryPlace &at, const FindTimesStep &wanted, const QList<Occupied> &taken, Instant now)
{
    const Service *given = at.service(wanted.service);
    if (!given)
        return {};
    const QTimeZone zone = at.zone();
    const auto days = daysOf(wanted, zone);
    TimesFound found;
    const auto search = [&](QTime earliest, QTime latest) {
        for (const FreeTime &each :
             freeTimes(at.organisation, at.branch, *given,
                       {wanted.provider, days.from, days.until, minuteOf(earliest), minuteOf(latest)}, taken, now,
                       timesAtMost)) {
            const QDateTime clock = QDateTime::fromMSecsSinceEpoch(toMs(each.from), zone);
            found.times.append({each.provider, clock.date(), clock.time()});
        }
    };
    const bool oneDay = wanted.from == wanted.to;
    if (wanted.exactly) {
        search(*wanted.exactly, wanted.exactly->addSecs(60));
        found.exact = !found.times.isEmpty() && oneDay;
        if (!found.times.isEmpty())
            return found;
        found.whyNot = whyOf(fits(at.organisation, at.branch, *given, wanted.provider, taken,
                                  instantOf(wanted.from, *wanted.exactly, zone), now));
        search(QTime(0, 0), QTime(23, 59));
        std::ranges::stable_sort(found.times, {}, [&](const OfferedTime &each) { // the nearest first
            return std::pair(each.date, std::abs(each.time.secsTo(*wanted.exactly)));
        });
        return found;
    }
    search(wanted.earliest, wanted.latest);
    if (found.times.isEmpty() && oneDay)
        found.whyNot = Opening(at.organisation, at.branch).closedOn(wanted.from) ? WhyNot::Closed : WhyNot::Taken;
    return found;
}

Result<Visit> visitWanted(const DiaryPlace &at, const HoldStep &step, Instant now)
{
    const Service *given = at.service(step.service);
    if (!given)
        return Problem{Problem::Kind::Invalid, QStringLiteral("no such service")};
    return visitFor(at.organisation, at.branch, *given, step.time.provider,
                    instantOf(step.time.date, step.time.time, at.zone()), now);
}

AppointmentsFound appointmentsFound(const FindAppointmentsStep &step, const QList<DiaryEntry> &entries,
                                    const QTimeZone &zone, Instant now)
{
    AppointmentsFound found;
    for (const DiaryEntry &each : entries)
        if (each.patient.born == step.born && sameName(step.name.reveal(), each.patient.name.reveal())
            && each.visit.starts > now)
            found.all.append(spoken(each, zone));
    return found;
}

} // namespace nightbell
