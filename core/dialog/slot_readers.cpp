#include "dialog/slot_readers.h"

#include "clinic/opening.h"
#include "dialog/name_words.h"
#include "dialog/phrase_book.h"
#include "dialog/said_answer.h"
#include "dialog/said_birth_date.h"
#include "dialog/said_medication.h"
#include "dialog/said_name.h"
#include "dialog/said_phone.h"
#include "dialog/said_provider.h"
#include "dialog/said_service.h"
#include "dialog/sound_key.h"

#include <algorithm>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;
using Fault = ReadSlot::Fault;

constexpr int wordsOfAName = 16; // with its letters

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

class Reader
{
public:
    Reader(const Words &said, const DialogState &state, const ReadingPlace &place)
        : m_said(said)
        , m_state(state)
        , m_place(place)
        , m_asked(valueOf<Slot>(state.asked.key))
    { }

    QList<ReadSlot> read()
    {
        service();
        provider();
        name();
        birth();
        phone();
        when();
        medication();
        choices();
        wholeAnswers();
        return m_read;
    }

private:
    bool asked(Slot slot) const { return m_asked == slot; }
    QString whole() const { return joined(m_said); }
    bool says(const char *words) const
    {
        return QString(u' ' + whole() + u' ').contains(u' ' + QLatin1StringView(words) + u' ');
    }

    void found(Slot slot, const QString &value, const Evidence &evidence)
    {
        m_read.append({slot, {PrivateText(value), PrivateText(joined(m_said, evidence.first, evidence.count))}});
    }
    void without(const Words &taken)
    {
        if (!taken.isEmpty())
            m_rest.removeIf(
                [&](const Word &word) { return word.from >= taken.first().from && word.to <= taken.last().to; });
    }
    void wrong(Slot slot, Fault fault) { m_read.append({slot, {}, fault}); }

    void service();
    void provider();
    void when();
    bool saysAny() const;
    void name();
    Words introduced() const;
    static Words withoutHints(Words name);
    static SaidName wholeName(const Words &told);
    void birth();
    SaidBirthDate correctedBirth() const;
    void phone();
    SaidPhone correctedPhone() const;
    void medication();
    void choices();
    void wholeAnswers();
    template<class Things, class Fits> void choose(Slot slot, const Things &things, Fits fits);

    const Words &m_said;
    const DialogState &m_state;
    const ReadingPlace &m_place;
    const std::optional<Slot> m_asked;
    Words m_rest = m_said; // what was no birth date and no telephone number
    QList<ReadSlot> m_read;
};

void Reader::service()
{
    if (const auto service = saidService(m_said, m_place.organisation.services))
        found(Slot::Service, service->id, service->evidence);
}

void Reader::provider()
{
    const auto providers = saidProviders(m_said, m_place.organisation.providers);
    if (providers.size() == 1)
        found(Slot::Provider, providers.first().id.text(), providers.first().evidence);
    else if (providers.size() > 1 && asLikely(providers[0], providers[1]))
        wrong(Slot::Provider, Fault::Ambiguous);
    else if (providers.size() > 1)
        found(Slot::Provider, providers.first().id.text(), providers.first().evidence);
    else if (asked(Slot::Provider) && saysAny())
        found(Slot::Provider, anyValue, {0, int(m_said.size()), {}});
}

// A birth date is no wish for a day, and the digits of a number are no hours.
void Reader::when()
{
    if (asked(Slot::Birth) || asked(Slot::Phone) || asked(Slot::Name))
        return;
    const bool wanted = asked(Slot::Date) || asked(Slot::Time) || asked(Slot::Offer);
    for (ReadSlot &read : readWhen(m_rest, m_place)) {
        if (read.fault == Fault::Ambiguous && !wanted)
            continue;
        if (read.fault != Fault::None && asked(Slot::Time))
            read.slot = Slot::Time;
        m_read.append(read);
    }
    const bool none = std::ranges::none_of(
        m_read, [](const ReadSlot &read) { return read.slot == Slot::Date || read.slot == Slot::Time; });
    if (none && asked(Slot::Date) && saysAny())
        found(Slot::Date, anyValue, {0, int(m_said.size()), {}});
    if (none && asked(Slot::Time) && saysAny())
        found(Slot::Time, anyValue, {0, int(m_said.size()), {}});
}

// "Whenever", "the earliest you have", "I do not mind".
bool Reader::saysAny() const
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
        {"anyone/anybody/someone/somebody", true},
    };
    for (int at = 0; at < m_said.size(); ++at)
        if (book.at(m_said, at))
            return true;
    return false;
}

// The words in which somebody tells their name without being asked: "this is Ann Lee calling from", "my name is …".
// "Hyde with a y", "Ann with an e": how it is written, which the letters that follow say better.
Words Reader::withoutHints(Words name)
{
    for (int at = 0; at + 2 < name.size(); ++at)
        if (name[at].text == "with"_L1 && (name[at + 1].text == "a"_L1 || name[at + 1].text == "an"_L1)
            && name[at + 2].text.size() == 1)
            name.remove(at, 3);
    return name;
}

Words Reader::introduced() const
{
    static const PhraseBook<bool> openings{{"my/the/full/patients? name is/its", true},
                                           {"names", true},
                                           {"name is", true},
                                           {"this/it is", true},
                                           {"its", true},
                                           {"i am", true},
                                           {"im", true}};
    static const WordSet ends(
        "calling from and i im ive id my born date dob here speaking to for with about the a an is "
        "was on at in at can could would please need want have hi hello but so trying looking ringing "
        "phoning not still just having getting going a new his her their your our do did sorry that "
        "this it its me you we they he she of or as if again there today tomorrow");
    static const WordSet calling("calling ringing phoning from here speaking");
    for (int at = 0; at < m_said.size(); ++at) {
        const auto hit = openings.at(m_said, at);
        if (!hit)
            continue;
        Words name;
        for (int next = at + hit->count;
             next < m_said.size() && !m_said[next].text[0].isDigit() && name.size() < wordsOfAName; ++next) {
            const bool letter = m_said[next].text.size() == 1 && !name.isEmpty(); // "a" is one, when others are spelled
            if (!letter && ends.at(m_said, next))
                break;
            name << m_said[next];
            if (m_said[next].pauseAfter)
                break;
        }
        const QString opening = joined(m_said, at, hit->count);
        const int behind = at + hit->count + int(name.size());
        const bool opens = opening == "this is"_L1 && calling.at(m_said, behind) && !isPlainWord(name.value(0).text);
        if (name.size() >= 2 && (opening.contains("name"_L1) || opens || isGivenName(name.first().text))
            && !saidService(name))
            return name;
    }
    return {};
}

// "Philippa Hyde, that's Hyde, h y d e": the letters are of one part, the other was said before.
SaidName Reader::wholeName(const Words &told)
{
    static const WordSet spelling("thats spelled spelt spelling spell its");
    SaidName name = saidName(told);
    if (name.whole || name.nothing())
        return name;
    for (int at = 2; at < told.size(); ++at)
        if (spelling.at(told, at))
            if (const SaidName before = saidName(told.mid(0, at));
                before.whole && likeness(before.family, name.name) > 0.4F) {
                name.name = before.given + u' ' + name.name;
                name.whole = true;
                return name;
            }
    return name;
}

void Reader::name()
{
    const bool corrects = says("name is") || says("names") || says("name");
    if (!asked(Slot::Name) && m_state.known.contains(u"name"_s) && !corrects)
        return;
    const Words told = withoutHints(asked(Slot::Name) ? m_said : introduced());
    if (told.isEmpty())
        return;
    const SaidName name = wholeName(told);
    if (!asked(Slot::Name))
        without(told);
    if (name.nothing() || (!asked(Slot::Name) && !name.whole))
        return;
    if (!name.whole && !m_state.known.contains(u"name"_s)) {
        wrong(Slot::Name, Fault::Half);
        m_read.last().value.value = PrivateText(name.name);
        return;
    }
    found(Slot::Name, name.name, name.evidence.isEmpty() ? Evidence() : name.evidence.first());
}

void Reader::birth()
{
    if (!asked(Slot::Birth) && !says("born") && !says("birthday") && !says("birthdays") && !says("birth")
        && !says("dob"))
        return;
    const SaidBirthDate birth = correctedBirth();
    without(m_said.mid(birth.evidence.first, birth.evidence.count));
    if (birth.date)
        found(Slot::Birth, iso(*birth.date), birth.evidence);
    else if (birth.invalid)
        wrong(Slot::Birth, Fault::Invalid);
}

// "No, forty was my husband, mine is …": what follows the correction counts, if it is a whole date.
SaidBirthDate Reader::correctedBirth() const
{
    static const WordSet corrections("no sorry actually mean mine is its was wait correction");
    const auto read = [&](const Words &said) {
        return saidBirthDate(said, m_place.moment.today,
                             m_place.moment.dayFirst() ? DateOrder::DayFirst : DateOrder::MonthFirst);
    };
    SaidBirthDate whole = read(m_said);
    if (whole.date)
        return whole;
    for (int at = int(m_said.size()) - 1; at > 0; --at)
        if (corrections.at(m_said, at - 1))
            if (SaidBirthDate after = read(m_said.mid(at)); after.date) {
                after.evidence.first += at;
                return after;
            }
    return whole;
}

void Reader::phone()
{
    if (asked(Slot::Birth))
        return;
    if (asked(Slot::Phone) && !m_place.callerNumber.isEmpty()
        && (says("this number") || says("this one") || says("same number") || says("calling from") || says("this phone")
            || says("this mobile") || says("this cell") || says("this line") || says("ringing on") || says("calling on")
            || says("ringing from") || says("phoning from"))) {
        found(Slot::Phone, m_place.callerNumber.reveal(), {0, int(m_said.size()), {}});
        return;
    }
    const SaidPhone phone = correctedPhone();
    if (!phone.e164.isEmpty() || asked(Slot::Phone))
        without(m_said.mid(phone.evidence.first, phone.evidence.count));
    if (!phone.e164.isEmpty())
        found(Slot::Phone, phone.e164, phone.evidence);
    else if (asked(Slot::Phone) && phone.invalid)
        wrong(Slot::Phone, Fault::Half);
}

// "… one three five, no, sorry, six one three …": of two numbers the one after the correction counts.
SaidPhone Reader::correctedPhone() const
{
    static const WordSet corrections("no sorry actually mean so wait correction");
    for (int at = int(m_said.size()) - 1; at > 0; --at)
        if (corrections.at(m_said, at - 1))
            if (SaidPhone after = saidPhone(m_said.mid(at), m_place.organisation.country); !after.e164.isEmpty()) {
                after.evidence.first += at;
                return after;
            }
    return saidPhone(m_said, m_place.organisation.country);
}

void Reader::medication()
{
    if (const auto medication = saidMedication(m_said))
        found(Slot::Medication, medication->name, medication->evidence);
    else if (asked(Slot::Medication))
        found(Slot::Medication, whole(), {0, int(m_said.size()), {}});
}

// One of several that were named: by its place in the row, by its day and hour, or by "yes" when there was but one.
template<class Things, class Fits> void Reader::choose(Slot slot, const Things &things, Fits fits)
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

void Reader::choices()
{
    SaidWhen when = saidWhen(m_said, m_place.moment);
    if (when.ambiguous)
        when = byTheClock(m_said, m_place, m_state.offered.value(0).date).value_or(when);
    const auto hours = [&](QTime time) {
        return (when.time && *when.time == time)
            || (!when.time && (when.timeFrom || when.timeTo) && (!when.timeFrom || *when.timeFrom <= time)
                && (!when.timeTo || time <= *when.timeTo));
    };
    const auto days = [&](QDate date) {
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
    choose(Slot::Appointment, m_state.found, fits);
}

// What is taken down as it was said.
void Reader::wholeAnswers()
{
    for (const Slot slot : {Slot::Reason, Slot::Pharmacy, Slot::Relation, Slot::Message})
        if (asked(slot) && !m_said.isEmpty())
            found(slot, whole(), {0, int(m_said.size()), {}});
}

} // namespace

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
    return Reader(said, state, place).read();
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
