#include "app/talk_diary.h"

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

constexpr Span holdsFor = std::chrono::minutes{10};

} // namespace

Result<> TalkDiary::fill()
{
    QList<DiaryEntry> entries;
    for (const Appointment &each : m_clinic.appointments) {
        const Service *given = place().service(each.service);
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

DialogInput TalkDiary::take(const FindTimesStep &wanted, Instant now)
{
    const auto [from, until] = daysOf(wanted, m_clinic.zone());
    const auto taken = m_diary.rows(m_clinic.organisation.id).occupied(from, until, now, wanted.moves);
    return taken ? DialogInput(timesFound(place(), wanted, taken.value(), now)) : ActFailed{.diaryAway = true};
}

DialogInput TalkDiary::take(const HoldStep &step, const CallId &call, Instant now)
{
    const auto visit = visitWanted(place(), step, now);
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
    return appointmentsFound(step, entries.value(), m_clinic.zone(), now);
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
