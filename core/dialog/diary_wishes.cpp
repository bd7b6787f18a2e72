#include "dialog/diary_wishes.h"

#include "clinic/opening.h"
#include "dialog/intent.h"
#include "dialog/slot_readers.h"

#include <algorithm>

namespace nightbell {
namespace {

constexpr int daysLookedAt = 21; // when the caller named no day, or the day named has nothing

QString known(const DialogState &state, Slot slot) { return state.known.value(keyOf(slot)).value.reveal(); }

} // namespace

// What the caller said of the appointment tells which of several is meant.
QList<Appointment> hinted(const DialogState &state, const QList<Appointment> &all)
{
    if (state.errand == nameOf(Intent::Reschedule))
        return all; // there the day is the wish
    const auto days = wantedDays(known(state, Slot::Date));
    const auto hours = wantedHours(known(state, Slot::Time));
    const auto fits = [&](const Appointment &each) {
        return (!days || (days->from <= each.date && each.date <= days->to))
            && (!hours || (hours->earliest <= each.time && each.time <= hours->latest))
            && (known(state, Slot::Service).isEmpty() || known(state, Slot::Service) == each.service.text())
            && (known(state, Slot::Provider).isEmpty() || known(state, Slot::Provider) == each.provider.text());
    };
    QList<Appointment> fitting;
    std::ranges::copy_if(all, std::back_inserter(fitting), fits);
    return fitting.isEmpty() ? all : fitting;
}

QList<Appointment> ofTheSameKind(const DialogState &state, const QList<Appointment> &all)
{
    QList<Appointment> same;
    std::ranges::copy_if(all, std::back_inserter(same),
                         [&](const Appointment &each) { return each.service.text() == known(state, Slot::Service); });
    return same;
}

const Appointment *movedOne(const DialogState &state)
{
    const auto moved = std::ranges::find(state.found, state.appointment, &Appointment::id);
    return state.errand != nameOf(Intent::Book) && moved != state.found.end() ? &*moved : nullptr;
}

// What is wanted of the diary: the day and the hours that the caller named, else the next weeks.
FindTimesStep searchFor(const DialogState &state, const Surroundings &here)
{
    FindTimesStep step;
    const QTimeZone zone = Opening(here.organisation, here.branch).timeZone();
    const QDate today = QDateTime::fromMSecsSinceEpoch(toMs(here.now), zone).date();
    const Appointment *moved = movedOne(state);
    step.service = moved ? moved->service : ServiceId(known(state, Slot::Service));
    step.moves = moved ? moved->id : AppointmentId();
    step.provider = ProviderId(known(state, Slot::Provider) == anyValue ? QString() : known(state, Slot::Provider));
    if (moved && known(state, Slot::Provider).isEmpty())
        step.provider = moved->provider;
    const WantedHours hours = wantedHours(known(state, Slot::Time)).value_or(WantedHours{});
    WantedDays days = wantedDays(known(state, Slot::Date)).value_or(WantedDays{today, today.addDays(daysLookedAt)});
    if (state.widened)
        days = {std::max(today, days.from), std::max(today, days.to).addDays(daysLookedAt)};
    step.from = days.from;
    step.to = days.to;
    step.earliest = hours.earliest;
    step.latest = hours.latest;
    step.exactly = hours.exactly;
    return step;
}

QList<OfferedTime> twoOf(const QList<OfferedTime> &times)
{
    if (times.size() < 2)
        return times;
    const OfferedTime &first = times.first();
    const auto apart = [&](const OfferedTime &each) {
        return each.date != first.date || std::abs(each.time.secsTo(first.time)) >= 2 * 3600;
    };
    const auto other =
        std::ranges::find_if(times, [&](const OfferedTime &each) { return each.date == first.date && apart(each); });
    if (other != times.end())
        return {first, *other};
    const auto later = std::ranges::find_if(times, apart);
    const auto next = std::ranges::find_if(times, [&](const OfferedTime &each) { return each.time != first.time; });
    if (later != times.end())
        return {first, *later};
    return next != times.end() ? QList{first, *next} : QList{first};
}

} // namespace nightbell
