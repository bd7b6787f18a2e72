#include "dialog/errands.h"
#include "dialog/slot_reader.h"

#include "clinic/opening.h"
#include "dialog/phrase_book.h"
#include "dialog/said_answer.h"
#include "dialog/said_medication.h"
#include "dialog/said_provider.h"
#include "dialog/said_service.h"

#include <algorithm>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;
using Fault = ReadSlot::Fault;

QString iso(QDate day) { return day.toString(Qt::ISODate); }
QString hm(QTime time) { return time.toString(u"HH:mm"); }

// "Seven thirty" may be either half of the day: the clinic is open in one of them alone, as a rule. `day` is meant
// where the words name none.
std::optional<SaidWhen> byTheClock(const Words &said, const ReadingPlace &place, QDate day)
{
    const Opening opening(place.organisation, place.branch);
    QList<SaidWhen> open;
    for (int at = int(said.size()); at > 0 && open.isEmpty(); --at)
        for (const QString &half : {u"am"_s, u"pm"_s}) {
            Words told = said;
            told.insert(at, Word{half, said[at - 1].to, said[at - 1].to, false});
            const SaidWhen when = saidWhen(told, place.moment);
            const QDate date = when.date.value_or(day.isValid() ? day : place.moment.today);
            if (when.time
                && opening.openAt(instantFromMs(QDateTime(date, *when.time, opening.timeZone()).toMSecsSinceEpoch())))
                open << when;
        }
    return open.size() == 1 ? std::optional(open.first()) : std::nullopt;
}

// "The eye exam, not the contacts one".
Words untilDenied(const Words &said)
{
    const auto denied = std::ranges::find_if(said, [](const Word &word) { return word.text == u"not"; });
    return denied == said.begin() ? said : said.first(denied - said.begin());
}

bool staysAsItIs(const Words &said, const Evidence &visit)
{
    static const PhraseBook<bool> before{{"not/leave/leaving/keep/keeping the/my/that/our?", true},
                                         {"instead/out of the/my/a?", true},
                                         {"rather than the/my/a?", true}};
    static const PhraseBook<bool> after{{"stays/remains", true},
                                        {"can/should/is/to/must stay/staying/remain", true},
                                        {"is/was fine/ok/okay/good/unchanged/right/not", true},
                                        {"as/where it is", true},
                                        {"alone", true}};
    for (int at = std::max(0, visit.first - 3); at < visit.first; ++at)
        if (const auto hit = before.at(said, at); hit && at + hit->count == visit.first)
            return true;
    return after.at(said, visit.first + visit.count).has_value();
}

} // namespace

// Of two visits the one that is wished for: "the blood draw moved, the skin check stays", "the eye exam, not the jab".
void SlotReader::service()
{
    const QList<Service> &services = m_place.organisation.services;
    const auto named = saidService(m_said, services);
    if (!named)
        return;
    Words left = m_said;
    auto wished = named;
    while (wished && staysAsItIs(left, wished->evidence)) {
        left.remove(wished->evidence.first, wished->evidence.count);
        wished = saidService(left, services);
    }
    const auto &meant = wished ? wished : named;
    found(Slot::Service, meant->id, meant->evidence);
}

void SlotReader::provider()
{
    const auto providers = saidProviders(m_said, m_place.organisation.providers);
    if (providers.size() > 1 && asLikely(providers[0], providers[1]))
        wrong(Slot::Provider, Fault::Ambiguous);
    else if (!providers.isEmpty())
        found(Slot::Provider, providers.first().id.text(), providers.first().evidence);
    else if (asked(Slot::Provider)
             && (saysAny() || says("anyone") || says("anybody") || says("someone") || says("somebody")))
        found(Slot::Provider, anyValue, {0, int(m_said.size()), {}});
}

// A birth date is no wish for a day, and the digits of a number are no hours.
void SlotReader::when()
{
    if (asked(Slot::Birth) || asked(Slot::Phone) || asked(Slot::Name))
        return;
    const bool wanted = asked(Slot::Date) || asked(Slot::Time) || asked(Slot::Offer);
    QList<ReadSlot> all = readWhen(m_rest, m_place);
    const bool unclear = std::ranges::all_of(all, [](const ReadSlot &read) { return read.fault == Fault::Ambiguous; });
    if (unclear && saysAny() && (asked(Slot::Date) || asked(Slot::Time))) // "whenever you have something"
        return found(asked(Slot::Date) ? Slot::Date : Slot::Time, anyValue, {0, int(m_said.size()), {}});
    for (ReadSlot &read : all) {
        if (read.fault == Fault::Ambiguous && !wanted)
            continue;
        if (read.fault != Fault::None && asked(Slot::Time))
            read.slot = Slot::Time;
        m_read.append(read);
    }
}

// "Whenever", "the earliest you have", "I do not mind".
bool SlotReader::saysAny() const
{
    static const PhraseBook<bool> book{
        {"whenever/anytime/anyday/whichever/whatever/asap/soonest/earliest/any/anything/either/flexible", true},
        {"any day/time/date/of", true},
        {"as soon/early as", true},
        {"next/first available/opening/free/one/appointment/slot", true},
        {"first thing", true},
        {"dont mind/care", true},
        {"doesnt matter", true},
        {"not bothered/fussed/fussy/picky", true},
        {"no preference/preferences", true},
        {"im easy/open/free/flexible", true},
        {"up to you", true},
        {"you choose/pick/decide/tell", true},
        {"what/when do you/ya have/got", true},
        {"whats/what is available/free/open/the", true},
    };
    for (int at = 0; at < m_said.size(); ++at)
        if (book.at(m_said, at))
            return true;
    return false;
}

// One of several that were named: by its place in the row, by its day and hour, or by "yes" when there was but one.
template<class Things, class Fits> void SlotReader::choose(Slot slot, const Things &things, Fits fits)
{
    if (!asked(slot) || things.isEmpty())
        return;
    const SaidAnswer answer = saidAnswer(m_said, wordsOf(m_state.asked.words));
    std::optional<qsizetype> chosen;
    if (answer.choice && (*answer.choice < things.size() || things.size() == 1))
        chosen = things.size() == 1 ? 0 : *answer.choice < 0 ? things.size() - 1 : *answer.choice;
    QList<qsizetype> fitting;
    for (qsizetype i = 0; i < things.size(); ++i)
        if (fits(things[i]))
            fitting << i;
    if (!chosen && fitting.size() == 1)
        chosen = fitting.first();
    const bool named = std::ranges::any_of(m_read, [](const ReadSlot &read) {
        return read.slot == Slot::Date || read.slot == Slot::Time || read.slot == Slot::Provider;
    });
    const bool agrees =
        !named && (answer.sort == SaidAnswer::Sort::Yes || (answer.sort != SaidAnswer::Sort::No && saysAny()));
    if (!chosen && fitting.isEmpty() && agrees
        && (slot == Slot::Offer || things.size() == 1)) // read back before it counts
        chosen = 0;
    if (!chosen && slot == Slot::Offer && fitting.size() > 1 && answer.sort != SaidAnswer::Sort::No)
        chosen = fitting.first();
    if (chosen)
        found(slot, QString::number(*chosen), answer.evidence);
    else if (fitting.size() > 1)
        wrong(slot, Fault::Ambiguous);
}

void SlotReader::choices()
{
    SaidWhen when = saidWhen(m_said, m_place.moment);
    if (when.ambiguous)
        when = byTheClock(m_said, m_place, m_state.offered.value(0).date).value_or(when);
    const auto hours = [&](QTime time) {
        return (when.time && *when.time == time)
            || (!when.time && (when.timeFrom || when.timeTo) && (!when.timeFrom || *when.timeFrom <= time)
                && (!when.timeTo || time <= *when.timeTo));
    };
    const bool onlyWeekday = std::ranges::any_of(m_read, [](const ReadSlot &read) {
        return read.slot == Slot::Date && namesOnlyTheWeekday(read.value.spoken.reveal());
    });
    const auto days = [&](QDate date) {
        if (onlyWeekday && when.date && when.date->dayOfWeek() == date.dayOfWeek())
            return true; // of the days that were just spoken of, not the next one
        return (when.date && *when.date == date) || (when.dateFrom && *when.dateFrom <= date && date <= *when.dateTo);
    };
    const auto provider = [&](const ProviderId &id) {
        return std::ranges::any_of(m_read, [&](const ReadSlot &read) {
            return read.slot == Slot::Provider && read.value.value.reveal() == id.text();
        });
    };
    const auto fits = [&](const auto &each) {
        const bool byDay = !when.saysDay() || days(each.date);
        const bool byHour = !when.saysHour() || hours(each.time);
        return (when.saysDay() || when.saysHour()) ? byDay && byHour : provider(each.provider);
    };
    choose(Slot::Offer, m_state.offered, fits);
    const auto service = saidService(untilDenied(m_said), m_place.organisation.services);
    choose(Slot::Appointment, m_state.found, [&](const Appointment &each) {
        const bool named = !service || service->id == each.service.text();
        return named && (service && !when.saysDay() && !when.saysHour() ? true : fits(each));
    });
}

// What is taken down as it was said.
void SlotReader::wholeAnswers()
{
    for (const Slot slot : {Slot::Reason, Slot::Pharmacy, Slot::Relation, Slot::Message})
        if (asked(slot) && !m_said.isEmpty())
            found(slot, whole(), {0, int(m_said.size()), {}});
}

QList<ReadSlot> readWhen(const Words &said, const ReadingPlace &place)
{
    QList<ReadSlot> read;
    SaidWhen when = saidWhen(said, place.moment);
    if (when.ambiguous)
        when = byTheClock(said, place, {}).value_or(when);
    const auto found = [&](Slot slot, const QString &value, QStringView rule) {
        const auto words = std::ranges::find(when.evidence, rule, &Evidence::rule);
        const Evidence where = words == when.evidence.end() ? Evidence() : *words;
        read.append({slot, {PrivateText(value), PrivateText(joined(said, where.first, where.count))}});
    };
    if (when.ambiguous || when.invalid)
        return {{Slot::Date, {}, when.invalid ? Fault::Invalid : Fault::Ambiguous}};
    if (when.date)
        found(Slot::Date, iso(*when.date), u"date");
    else if (when.dateFrom)
        found(Slot::Date, iso(*when.dateFrom) + u'/' + iso(when.dateTo.value_or(*when.dateFrom)), u"date");
    if (when.time)
        found(Slot::Time, hm(*when.time), u"time");
    else if (when.timeFrom || when.timeTo)
        found(Slot::Time,
              (when.timeFrom ? hm(*when.timeFrom) : QString()) + u'/' + (when.timeTo ? hm(*when.timeTo) : QString()),
              u"time");
    return read;
}

QList<ReadSlot> readSlots(const Words &said, const DialogState &state, const ReadingPlace &place)
{
    return SlotReader(said, state, place).read();
}

std::optional<WantedDays> wantedDays(const QString &value)
{
    const QDate from = QDate::fromString(value.section(u'/', 0, 0), Qt::ISODate);
    const QDate to = value.contains(u'/') ? QDate::fromString(value.section(u'/', 1, 1), Qt::ISODate) : from;
    return from.isValid() && to.isValid() ? std::optional(WantedDays{from, to}) : std::nullopt;
}

std::optional<WantedHours> wantedHours(const QString &value)
{
    const auto time = [](const QString &text) { return QTime::fromString(text, u"HH:mm"_s); };
    if (!value.contains(u'/')) {
        const QTime exactly = time(value);
        return exactly.isValid() ? std::optional(WantedHours{exactly, exactly, exactly}) : std::nullopt;
    }
    WantedHours hours;
    if (const QTime from = time(value.section(u'/', 0, 0)); from.isValid())
        hours.earliest = from;
    if (const QTime to = time(value.section(u'/', 1, 1)); to.isValid())
        hours.latest = to;
    return hours;
}

} // namespace nightbell
