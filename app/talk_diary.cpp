#include "app/talk_diary.h"

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

Result<> TalkDiary::fill()
{
    QList<DiaryEntry> entries;
    for (const Appointment &each : m_clinic.appointments) {
        const Service *given = service(each.service);
        entries.append({.id = each.id,
                        .visit = {m_clinic.branch().id, each.service, each.provider,
                                  m_clinic.instantOf(each.date, each.time), given ? given->minutes : 30},
                        .patient = each.patient});
    }
    const Result<int> came = m_diary.import(m_clinic.organisation.id, entries);
    if (!came)
        return came.problem();
    for (qsizetype at = 0; at < m_clinic.busy.size(); ++at)
        if (Result<> done = m_diary.block(m_clinic.organisation.id, QString::number(at), m_clinic.busy[at]); !done)
            return done;
    return {};
}

const Service *TalkDiary::service(const ServiceId &id) const
{
    const auto &all = m_clinic.organisation.services;
    const auto found = std::ranges::find(all, id, &Service::id);
    return found == all.end() ? nullptr : &*found;
}

DialogInput TalkDiary::take(const FindTimesStep &wanted, Instant now)
{
    const Service *given = service(wanted.service);
    const Instant from = m_clinic.instantOf(wanted.from, QTime(0, 0));
    const Instant until = m_clinic.instantOf(wanted.to.addDays(1), QTime(0, 0));
    const auto taken = m_diary.rows(m_clinic.organisation.id).occupied(from, until, now, wanted.moves);
    if (!given || !taken)
        return given ? DialogInput(ActFailed{.diaryAway = true}) : DialogInput(TimesFound{});
    TimesFound found;
    const auto search = [&](QTime earliest, QTime latest) {
        for (const FreeTime &each : freeTimes(m_clinic.organisation, m_clinic.branch(), *given,
                                              {wanted.provider, from, until, minuteOf(earliest), minuteOf(latest)},
                                              taken.value(), now, timesAtMost)) {
            const QDateTime clock = m_clinic.clockAt(each.from);
            found.times.append({each.provider, clock.date(), clock.time()});
        }
    };
    const bool oneDay = wanted.from == wanted.to;
    if (wanted.exactly) {
        search(*wanted.exactly, wanted.exactly->addSecs(60));
        found.exact = !found.times.isEmpty() && oneDay;
        if (!found.times.isEmpty())
            return found;
        found.whyNot = whyOf(fits(m_clinic.organisation, m_clinic.branch(), *given, wanted.provider, taken.value(),
                                  m_clinic.instantOf(wanted.from, *wanted.exactly), now));
        search(QTime(0, 0), QTime(23, 59));
        std::ranges::stable_sort(found.times, {}, [&](const OfferedTime &each) { // the nearest first
            return std::pair(each.date, std::abs(each.time.secsTo(*wanted.exactly)));
        });
        return found;
    }
    search(wanted.earliest, wanted.latest);
    if (found.times.isEmpty() && oneDay)
        found.whyNot =
            Opening(m_clinic.organisation, m_clinic.branch()).closedOn(wanted.from) ? WhyNot::Closed : WhyNot::Taken;
    return found;
}

DialogInput TalkDiary::take(const HoldStep &step, const CallId &call, Instant now)
{
    const Service *given = service(step.service);
    if (!given)
        return TimeTaken{};
    const auto visit = visitFor(m_clinic.organisation, m_clinic.branch(), *given, step.time.provider,
                                m_clinic.instantOf(step.time.date, step.time.time), now);
    if (!visit)
        return TimeTaken{};
    const auto held = m_diary.hold(m_clinic.organisation.id, actor(call), visit.value(), now, step.moves, holdsFor);
    if (!held)
        return faultOf(held.problem()) == DiaryFault::Away ? DialogInput(ActFailed{.diaryAway = true})
                                                           : DialogInput(TimeTaken{});
    return TimeHeld{held.value().id, step.time};
}

DialogInput TalkDiary::perform(const DiaryAct &act, const CallId &call, Instant now)
{
    const auto done = m_diary.perform(m_clinic.organisation.id, actor(call), act, now);
    if (!done)
        return ActFailed{.diaryAway = faultOf(done.problem()) == DiaryFault::Away};
    return ActDone{spoken(done.value().entry, m_clinic.zone())};
}

DialogInput TalkDiary::take(const BookStep &step, const CallId &call, Instant now)
{
    return perform(diary::Book{step.hold, step.patient, step.reason}, call, now);
}

DialogInput TalkDiary::take(const MoveStep &step, const CallId &call, Instant now)
{
    return perform(diary::Move{step.appointment, step.hold}, call, now);
}

DialogInput TalkDiary::take(const CancelStep &step, const CallId &call, Instant now)
{
    return perform(diary::Cancel{step.appointment}, call, now);
}

DialogInput TalkDiary::take(const ConfirmStep &step, const CallId &call, Instant now)
{
    return perform(diary::Confirm{step.appointment}, call, now);
}

// By the name as it is written; where a recogniser wrote another one, by the number of the call, and then the name has
// to sound like it. The date of birth is always the same to the day.
DialogInput TalkDiary::take(const FindAppointmentsStep &step, const PrivateText &callerNumber, Instant now)
{
    DiaryRows rows = m_diary.rows(m_clinic.organisation.id);
    auto entries = rows.of(step.name, step.born, now);
    if (entries && entries.value().isEmpty() && !callerNumber.isEmpty())
        entries = rows.ofPhone(callerNumber, now);
    if (!entries)
        return ActFailed{.diaryAway = true};
    AppointmentsFound found;
    for (const DiaryEntry &each : entries.value())
        if (each.patient.born == step.born && sameName(step.name.reveal(), each.patient.name.reveal())
            && each.visit.starts > now)
            found.all.append(spoken(each, m_clinic.zone()));
    return found;
}

void TalkDiary::take(const ReleaseStep &step, const CallId &call, Instant now)
{
    (void)m_diary.release(m_clinic.organisation.id, actor(call), step.hold, now); // it lapses by itself
}

QList<Appointment> TalkDiary::live()
{
    QList<Appointment> all;
    if (const auto entries = m_diary.rows(m_clinic.organisation.id).live())
        for (const DiaryEntry &each : entries.value())
            all.append(spoken(each, m_clinic.zone()));
    return all;
}

} // namespace nightbell
