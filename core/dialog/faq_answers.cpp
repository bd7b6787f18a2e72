#include "dialog/faq_answers.h"

#include "clinic/opening.h"
#include "dialog/hours_answer.h"
#include "dialog/phrase_book.h"
#include "dialog/said_provider.h"
#include "dialog/said_service.h"
#include "dialog/said_when.h"
#include "dialog/spoken_list.h"

#include <algorithm>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

bool saysAny(const Words &said, const char *words)
{
    const WordSet wanted(words);
    return std::ranges::any_of(said, [&](const Word &word) { return wanted.has(word.text); });
}

QString hours(const Words &said, const Surroundings &here, const Moment &moment)
{
    const SaidWhen when = saidWhen(said, moment);
    if (when.date && (*when.date != moment.today || saysAny(said, "today tonight")))
        return spokenHoursOn(here.organisation, here.branch, *when.date, moment.today);
    if (saysAny(said, "now currently still"))
        return spokenNow(here.organisation, here.branch, here.now);
    return spokenWeek(here.branch.hours);
}

std::optional<QString> location(const Words &said, const Surroundings &here)
{
    if (const auto known = here.knowledge.find(said))
        return known->answer;
    const bool parks = saysAny(said, "park parking parked garage car cars");
    const bool where = !parks || saysAny(said, "address located location directions find get you");
    QStringList told;
    if (where && !here.branch.address.isEmpty() && !saysAny(said, "wheelchair lift elevator bus train"))
        told << u"We are at %1."_s.arg(here.branch.address);
    if (parks && !here.branch.parking.isEmpty())
        told << u"For parking: %1."_s.arg(here.branch.parking);
    return told.isEmpty() ? std::nullopt : std::optional(told.join(u' '));
}

const QStringList &commonPlans()
{
    static const QStringList plans{u"aetna"_s,    u"blue cross"_s, u"cigna"_s, u"humana"_s,   u"kaiser"_s,
                                   u"medicaid"_s, u"medicare"_s,   u"nhs"_s,   u"tricare"_s,  u"united"_s,
                                   u"anthem"_s,   u"oscar"_s,      u"bupa"_s,  u"medibank"_s, u"molina"_s};
    return plans;
}

// The plan that was asked for, if it has a name; ours are looked for first.
std::optional<QString> insurance(const Words &said, const Surroundings &here)
{
    const QStringList &ours = here.organisation.insurance;
    const QString heard = u' ' + joined(said) + u' ';
    const auto named = [&](const QString &plan) { return heard.contains(u' ' + joined(wordsOf(plan)) + u' '); };
    if (const auto known = here.knowledge.find(said))
        return known->answer;
    if (ours.isEmpty())
        return std::nullopt;
    const QString all = spokenList(ours, u"and"_s);
    if (const auto plan = std::ranges::find_if(ours, named); plan != ours.end())
        return u"Yes, we take %1."_s.arg(*plan);
    if (std::ranges::any_of(commonPlans(), named))
        return u"I do not see that plan on our list. The plans on it are %1."_s.arg(all);
    return u"The plans we take are %1."_s.arg(all);
}

std::optional<QString> people(const Words &said, const Surroundings &here)
{
    const auto &providers = here.organisation.providers;
    if (const auto meant = saidProviders(said, providers); !meant.isEmpty()) {
        const auto found = std::ranges::find(providers, meant.first().id, &Provider::id);
        return u"Yes, %1 is one of our providers."_s.arg(found->name);
    }
    if (!saysAny(said, "doctor doctors provider providers nurse physicians physician gp gps works staff dentist"))
        return std::nullopt;
    QStringList names;
    for (const Provider &each : providers)
        names << each.name;
    return names.isEmpty() ? std::nullopt : std::optional(u"You can see %1."_s.arg(spokenList(names, u"or"_s)));
}

std::optional<QString> services(const Words &said, const Surroundings &here)
{
    if (const auto known = here.knowledge.find(said))
        return known->answer;
    const auto &offered = here.organisation.services;
    const bool price = saysAny(said, "cost costs price prices charge charges fee fees much pay copay expensive");
    if (const auto meant = saidService(said, offered)) {
        const auto service = std::ranges::find(offered, ServiceId(meant->id), &Service::id);
        const QString name = service->name.toLower();
        if (price)
            return u"We offer the %1, but I do not have its price here. The front desk can tell you."_s.arg(name);
        return u"Yes, we offer the %1. It takes about %2 minutes."_s.arg(name).arg(service->minutes);
    }
    if (price)
        return u"I do not have prices here. The front desk can tell you."_s;
    if (const auto about = people(said, here))
        return about;
    QStringList names;
    for (const Service &each : offered)
        names << each.name.toLower();
    if (names.isEmpty())
        return std::nullopt;
    const QString all = spokenList(names, u"and"_s);
    if (saidService(said) || !saysAny(said, "what whats which services list kind kinds"))
        return u"I do not see that among our services. We have %1."_s.arg(all);
    return u"We have %1."_s.arg(all);
}

} // namespace

std::optional<QString> answerTo(Intent question, const Words &said, const Surroundings &here, const Moment &moment)
{
    switch (question) {
    case Intent::Hours:
        return hours(said, here, moment);
    case Intent::Location:
        return location(said, here);
    case Intent::InsuranceFaq:
        return insurance(said, here);
    case Intent::ServicesFaq:
        return services(said, here);
    default:
        return std::nullopt;
    }
}

Moment momentOf(const Surroundings &here)
{
    const QTimeZone zone = Opening(here.organisation, here.branch).timeZone();
    const QDateTime clock = QDateTime::fromMSecsSinceEpoch(toMs(here.now), zone);
    return {clock.date(), clock.time(), zone};
}

} // namespace nightbell
