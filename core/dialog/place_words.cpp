#include "dialog/place_words.h"

#include "clinic/emergency_number.h"
#include "clinic/opening.h"
#include "dialog/read_back.h"
#include "dialog/slot_readers.h"
#include "dialog/spoken_list.h"

#include <algorithm>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

struct Clock
{
    explicit Clock(const Surroundings &here)
        : zone(Opening(here.organisation, here.branch).timeZone())
        , today(QDateTime::fromMSecsSinceEpoch(toMs(here.now), zone).date())
        , style(Moment{today, {}, zone}.dayFirst() ? DayStyle::British : DayStyle::American)
    { }
    QTimeZone zone;
    QDate today;
    DayStyle style;
};

QString providerName(const Organisation &organisation, const ProviderId &id)
{
    const auto found = std::ranges::find(organisation.providers, id, &Provider::id);
    return found == organisation.providers.end() ? QString() : found->name;
}

// "Check-up" in mid-sentence is "check-up"; "GP appointment" stays.
QString inSentence(QString name)
{
    if (name.size() > 1 && !name[1].isUpper())
        name[0] = name[0].toLower();
    return name;
}

QString serviceName(const Organisation &organisation, const ServiceId &id)
{
    const auto found = std::ranges::find(organisation.services, id, &Service::id);
    return found == organisation.services.end() ? QString() : inSentence(found->name);
}

// Why it cannot be just as it was wanted.
QString spokenWhyNot(const Surroundings &here, const DialogState &state, const Clock &clock)
{
    const auto days = wantedDays(state.known.value(keyOf(Slot::Date)).value.reveal());
    const bool oneDay = days && days->from == days->to;
    const QString day = oneDay ? spokenDay(days->from, clock.today, clock.style) : QString();
    switch (state.whyNot) {
    case WhyNot::Closed:
        return oneDay && Opening(here.organisation, here.branch).closedOn(days->from)
            ? u"We are closed on %1."_s.arg(day)
            : u"We are not open at that time."_s;
    case WhyNot::Past:
        return u"That time has passed already."_s;
    case WhyNot::TooLong:
        return u"There is not enough time left for that before we close."_s;
    case WhyNot::NotGiven:
        return u"That provider is not available for this."_s;
    case WhyNot::Taken:
        return oneDay ? u"I am sorry, that is not available on %1."_s.arg(day)
                      : u"I am sorry, that is not available."_s;
    case WhyNot::None:
        break;
    }
    return {};
}

} // namespace

QString crisisLineOf(const QString &country)
{
    static const QHash<QString, QString> lines{{u"US"_s, u"988"_s},      {u"CA"_s, u"988"_s},
                                               {u"GB"_s, u"116 123"_s},  {u"IE"_s, u"116 123"_s},
                                               {u"AU"_s, u"13 11 14"_s}, {u"NZ"_s, u"1737"_s}};
    return lines.value(country);
}

QString spokenOffer(const Surroundings &here, const OfferedTime &time)
{
    const Clock clock(here);
    const QString who = providerName(here.organisation, time.provider);
    const QString when = u"%1 at %2"_s.arg(spokenDay(time.date, clock.today, clock.style), spokenTime(time.time));
    return who.isEmpty() ? when : u"%1 with %2"_s.arg(when, who);
}

QString spokenAppointment(const Surroundings &here, const Appointment &appointment)
{
    const QString what = serviceName(here.organisation, appointment.service);
    const QString when = spokenOffer(here, {appointment.provider, appointment.date, appointment.time});
    return what.isEmpty() ? when : u"%1 on %2"_s.arg(what, when);
}

PlaceWords placeWords(const Surroundings &here, const DialogState &state)
{
    const Clock clock(here);
    const auto value = [&](Slot slot) { return state.known.value(keyOf(slot)).value.reveal(); };
    PlaceWords words{
        {u"clinic"_s, here.organisation.name},
        {u"branch"_s, here.branch.name},
        {u"address"_s, here.branch.address},
        {u"emergency"_s, emergencyNumberOf(here.organisation)},
        {u"crisis_line"_s, crisisLineOf(here.organisation.country)},
        {u"name"_s, value(Slot::Name)},
        {u"phone"_s, value(Slot::Phone).isEmpty() ? QString() : spokenPhone(value(Slot::Phone))},
        {u"number"_s, here.callerNumber.isEmpty() ? QString() : spokenPhone(here.callerNumber.reveal())},
        {u"service"_s, serviceName(here.organisation, ServiceId(value(Slot::Service)))},
        {u"provider"_s, providerName(here.organisation, ProviderId(value(Slot::Provider)))},
        {u"medication"_s, value(Slot::Medication)},
        {u"pharmacy"_s, value(Slot::Pharmacy)},
        {u"reason"_s, value(Slot::Reason)},
        {u"count"_s, QString::number(state.found.size())},
    };
    if (const QDate born = QDate::fromString(value(Slot::Birth), Qt::ISODate); born.isValid())
        words.insert(u"dob"_s, spokenBirthDate(born, clock.style));
    QStringList offers, appointments;
    for (const OfferedTime &time : state.offered)
        offers << spokenOffer(here, time);
    if (const auto &both = state.offered; both.size() == 2 && both[0].date == both[1].date
        && both[0].provider == both[1].provider) // "Thursday at 8 am or 10 am with …"
        offers = {spokenOffer(here, both[0])
                      .replace(spokenTime(both[0].time),
                               u"%1 or %2"_s.arg(spokenTime(both[0].time), spokenTime(both[1].time)))};
    for (const Appointment &appointment : state.found)
        appointments << spokenAppointment(here, appointment);
    words.insert(u"offers"_s, spokenList(offers, u"or"_s));
    words.insert(u"appointments"_s, spokenList(appointments, u"and"_s));
    words.insert(u"choices"_s, QString::number(state.offered.size()));
    words.insert(u"why"_s, spokenWhyNot(here, state, clock));
    if (state.chosen)
        words.insert(u"offer"_s, spokenOffer(here, *state.chosen));
    const auto chosen = std::ranges::find(state.found, state.appointment, &Appointment::id);
    if (chosen != state.found.end())
        words.insert(u"appointment"_s, spokenAppointment(here, *chosen));
    return words;
}

} // namespace nightbell
