#include "app/lab_diary.h"

#include "dialog/name_match.h"

#include <algorithm>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

constexpr Span holdsFor = std::chrono::minutes{10};
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

} // namespace

const Service *LabDiary::service(const ServiceId &id) const
{
    const auto &all = m_clinic.organisation.services;
    const auto found = std::ranges::find(all, id, &Service::id);
    return found == all.end() ? nullptr : &*found;
}

QList<Occupied> LabDiary::occupied(Instant now, const AppointmentId &besides) const
{
    QList<Occupied> all = m_clinic.busy;
    const auto add = [&](const ServiceId &what, const ProviderId &who, QDate date, QTime time) {
        const Service *given = service(what);
        const Instant from = m_clinic.instantOf(date, time);
        all.append({who, from, from + std::chrono::minutes{given ? given->minutes : 30}});
    };
    for (const Appointment &each : m_appointments)
        if (each.id != besides)
            add(each.service, each.provider, each.date, each.time);
    for (const Held &each : m_held)
        if (each.expires > now)
            add(each.service, each.time.provider, each.time.date, each.time.time);
    return all;
}

OfferedTime LabDiary::spoken(const FreeTime &free) const
{
    const QDateTime clock = m_clinic.clockAt(free.from);
    return {free.provider, clock.date(), clock.time()};
}

DialogInput LabDiary::take(const FindTimesStep &wanted, Instant now) const
{
    TimesFound found;
    const Service *given = service(wanted.service);
    if (!given)
        return found;
    const QList<Occupied> taken = occupied(now);
    const auto search = [&](QDate from, QDate to, QTime earliest, QTime latest, int atMost) {
        const WantedTime time{wanted.provider, m_clinic.instantOf(from, QTime(0, 0)),
                              m_clinic.instantOf(to.addDays(1), QTime(0, 0)), minuteOf(earliest), minuteOf(latest)};
        return freeTimes(m_clinic.organisation, m_clinic.branch(), *given, time, taken, now, atMost);
    };
    if (wanted.exactly) {
        const auto then = search(wanted.from, wanted.to, *wanted.exactly, wanted.exactly->addSecs(60), timesAtMost);
        for (const FreeTime &each : then)
            found.times.append(spoken(each));
        found.exact = !found.times.isEmpty() && wanted.from == wanted.to;
        if (!found.times.isEmpty())
            return found;
        found.whyNot = whyOf(fits(m_clinic.organisation, m_clinic.branch(), *given, wanted.provider, taken,
                                  m_clinic.instantOf(wanted.from, *wanted.exactly), now));
    }
    const QTime earliest = wanted.exactly ? QTime(0, 0) : wanted.earliest;
    const QTime latest = wanted.exactly ? QTime(23, 59) : wanted.latest;
    for (const FreeTime &each : search(wanted.from, wanted.to, earliest, latest, timesAtMost))
        found.times.append(spoken(each));
    if (found.times.isEmpty() && wanted.from == wanted.to && !wanted.exactly)
        found.whyNot =
            Opening(m_clinic.organisation, m_clinic.branch()).closedOn(wanted.from) ? WhyNot::Closed : WhyNot::Taken;
    if (wanted.exactly) // the nearest to what was asked for first
        std::ranges::stable_sort(found.times, {},
                                 [&](const OfferedTime &each) { return std::abs(each.time.secsTo(*wanted.exactly)); });
    return found;
}

DialogInput LabDiary::take(const HoldStep &step, Instant now)
{
    const Service *given = service(step.service);
    if (!given
        || fits(m_clinic.organisation, m_clinic.branch(), *given, step.time.provider, occupied(now),
                m_clinic.instantOf(step.time.date, step.time.time), now)
            != Fit::Free)
        return TimeTaken{};
    const HoldId id(u"h%1"_s.arg(++m_numbers));
    m_held.append({id, step.service, step.time, now + holdsFor});
    return TimeHeld{id, step.time};
}

LabDiary::Held *LabDiary::held(const HoldId &id, Instant now)
{
    const auto found = std::ranges::find(m_held, id, &Held::id);
    return found == m_held.end() || found->expires <= now ? nullptr : &*found;
}

DialogInput LabDiary::take(const BookStep &step, Instant now)
{
    const Held *kept = held(step.hold, now);
    if (!kept)
        return ActFailed{};
    m_appointments.append({AppointmentId(u"a%1"_s.arg(++m_numbers)), step.patient, kept->service, kept->time.provider,
                           kept->time.date, kept->time.time});
    take(ReleaseStep{step.hold});
    return ActDone{m_appointments.last()};
}

DialogInput LabDiary::take(const MoveStep &step, Instant now)
{
    const Held *kept = held(step.hold, now);
    const auto moved = std::ranges::find(m_appointments, step.appointment, &Appointment::id);
    if (!kept || moved == m_appointments.end())
        return ActFailed{};
    moved->provider = kept->time.provider;
    moved->date = kept->time.date;
    moved->time = kept->time.time;
    take(ReleaseStep{step.hold});
    return ActDone{*moved};
}

DialogInput LabDiary::take(const CancelStep &step)
{
    const auto found = std::ranges::find(m_appointments, step.appointment, &Appointment::id);
    if (found == m_appointments.end())
        return ActFailed{};
    const Appointment cancelled = *found;
    m_appointments.erase(found);
    return ActDone{cancelled};
}

DialogInput LabDiary::take(const ConfirmStep &step) const
{
    const auto found = std::ranges::find(m_appointments, step.appointment, &Appointment::id);
    return found == m_appointments.end() ? DialogInput(ActFailed{}) : DialogInput(ActDone{*found});
}

DialogInput LabDiary::take(const FindAppointmentsStep &step, Instant now) const
{
    AppointmentsFound found;
    const QDateTime clock = m_clinic.clockAt(now);
    for (const Appointment &each : m_appointments)
        if (each.patient.born == step.born && sameName(each.patient.name.reveal(), step.name.reveal())
            && QDateTime(each.date, each.time, clock.timeZone()) > clock)
            found.all.append(each);
    std::ranges::sort(found.all, {}, [](const Appointment &each) { return std::pair(each.date, each.time); });
    return found;
}

void LabDiary::take(const ReleaseStep &step)
{
    m_held.removeIf([&](const Held &each) { return each.id == step.hold; });
}

} // namespace nightbell
