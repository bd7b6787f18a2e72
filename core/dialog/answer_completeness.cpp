#include "dialog/answer_completeness.h"

#include "dialog/name_words.h"
#include "dialog/said_answer.h"
#include "dialog/said_birth_date.h"
#include "dialog/said_name.h"
#include "dialog/said_phone.h"
#include "dialog/said_when.h"
#include "dialog/slot.h"

#include <algorithm>

namespace nightbell {

namespace {

using namespace Qt::StringLiterals;

bool isOneOf(const QString &word, QLatin1StringView words)
{
    return QString(u' ' + words + u' ').contains(u' ' + word + u' ');
}

bool hangs(const QString &word) // whatever came before: a sentence does not end with it
{
    return isOneOf(word,
                   "a an the and or but because if um uh er erm on at in of my our to for with from about "
                   "between around is are was its thats im id ill like want need would could dr doctor mr mrs "
                   "book see make get when where how which this next last maybe well"_L1);
}

bool joins(const QString &word) { return isOneOf(word, "and or but because if um uh er erm so"_L1); }

bool closes(const QString &word) { return isOneOf(word, "please thanks goodbye bye"_L1); }

bool isTens(const QString &word) // a unit may follow: "nineteen eighty… five"
{
    return isOneOf(word, "twenty thirty forty fifty sixty seventy eighty ninety nineteen"_L1);
}

bool namesChoice(const Words &said, const QStringList &choices)
{
    const QString whole = u' ' + joined(said) + u' ';
    return std::ranges::any_of(choices, [&](const QString &choice) {
        const QString named = joined(wordsOf(choice));
        return !named.isEmpty() && whole.contains(u' ' + named + u' ');
    });
}

Completeness ofNumber(const Words &said, const AwaitedAnswer &awaited)
{
    const SaidPhone phone = saidPhone(said, awaited.region);
    if (phone.nothing())
        return saidAnswer(said).sort == SaidAnswer::Sort::None ? Completeness::Open : Completeness::Complete;
    return phone.e164.isEmpty() ? Completeness::Hanging : Completeness::Complete;
}

Completeness ofBirth(const Words &said, const AwaitedAnswer &awaited)
{
    const SaidBirthDate birth = saidBirthDate(said, awaited.moment.today,
                                              awaited.moment.dayFirst() ? DateOrder::DayFirst : DateOrder::MonthFirst);
    if (birth.nothing())
        return Completeness::Open;
    if (!birth.date)
        return Completeness::Hanging;
    return isTens(said.last().text) ? Completeness::Open : Completeness::Complete;
}

// A given name has a surname behind it, spelled letters may have more of them.
Completeness ofName(const Words &said)
{
    const SaidName name = saidName(said);
    if (name.nothing() || said.last().text.size() == 1)
        return Completeness::Open;
    if (isGivenNameFirst(said.last().text) || (!name.whole && said.size() > 1))
        return Completeness::Hanging;
    return name.whole ? Completeness::Complete : Completeness::Open;
}

Completeness ofDay(const Words &said, const AwaitedAnswer &awaited)
{
    const SaidWhen when = saidWhen(said, awaited.moment);
    if (!when.saysDay() && !when.saysHour())
        return Completeness::Open;
    return isTens(said.last().text) ? Completeness::Open : Completeness::Complete;
}

bool choosesOrAgrees(const Words &said)
{
    const SaidAnswer answer = saidAnswer(said);
    return answer.choice || answer.sort == SaidAnswer::Sort::Yes || answer.sort == SaidAnswer::Sort::No;
}

Completeness toTheQuestion(const Words &said, const AwaitedAnswer &awaited)
{
    const std::optional<Slot> slot = valueOf<Slot>(awaited.key);
    if (slot == Slot::Phone)
        return ofNumber(said, awaited);
    if (slot == Slot::Birth)
        return ofBirth(said, awaited);
    if (slot == Slot::Name)
        return ofName(said);
    if (slot == Slot::Date || slot == Slot::Time)
        return ofDay(said, awaited);
    if (namesChoice(said, awaited.choices))
        return Completeness::Complete;
    if (slot == Slot::Offer || slot == Slot::Appointment)
        return choosesOrAgrees(said) ? Completeness::Complete : ofDay(said, awaited);
    if (!slot && !awaited.key.isEmpty()) // a read-back, "anything else?": yes or no
        return choosesOrAgrees(said) ? Completeness::Complete : Completeness::Open;
    return Completeness::Open;
}

} // namespace

Completeness completenessOf(const Words &said, const AwaitedAnswer &awaited)
{
    if (said.isEmpty())
        return Completeness::Open;
    const QString &last = said.last().text;
    const Completeness answer = toTheQuestion(said, awaited);
    const bool number = valueOf<Slot>(awaited.key) == Slot::Phone; // "to" may be a two
    if (answer == Completeness::Complete && (number || (!hangs(last) && !joins(last))))
        return answer;
    if (answer == Completeness::Hanging || hangs(last) || joins(last))
        return Completeness::Hanging;
    return closes(last) ? Completeness::Complete : Completeness::Open;
}

} // namespace nightbell
