#include "dialog/opening_words.h"

#include "dialog/clauses.h"
#include "dialog/errands.h"
#include "dialog/learned.h"

#include <algorithm>

namespace nightbell {
namespace {

constexpr int wordsOfAWish = 6; // so few that name a service ask for it

Intent intentOf(const Words &part)
{
    const Meaning meaning = understand(part, {}, Danger::RuledOut);
    if (speaksOfCancelling(part) && !speaksOfWishing(part) && meaning.first().intent != Intent::Reschedule)
        return Intent::Cancel;
    return meaning.sure() ? meaning.first().intent : Intent::ProvideInfo;
}

// What nobody wants beside something else: a clause alone says little.
bool leadsAway(Intent intent)
{
    return intent == Intent::WrongNumber || intent == Intent::Spam || intent == Intent::Complaint;
}

} // namespace

bool HeardOnce::says(Intent intent, float from) const
{
    return std::ranges::any_of(meaning.meant,
                               [&](const Meant &meant) { return meant.intent == intent && meant.confidence >= from; });
}

QList<Intent> weighed(QList<Intent> wanted, const HeardOnce &heard, const std::function<bool(Intent)> &isErrand)
{
    const bool asks = std::ranges::any_of(heard.meaning.meant, [](const Meant &meant) {
        return isQuestion(meant.intent) && meant.confidence >= Meaning::sureFrom;
    });
    const bool service = tells(heard.read, Slot::Service);
    const bool visit =
        service && std::ranges::any_of(heard.read, [](const ReadSlot &each) {
            return each.slot == Slot::Date || each.slot == Slot::Time; // even if it has to be asked again
        });
    const auto turnsInto = [&](Intent from, Intent to) {
        if (!wanted.contains(to))
            wanted.replace(wanted.indexOf(from), to);
        wanted.removeAll(from);
    };
    if (wanted.contains(Intent::Reschedule) && visit && !speaksOfMoving(heard.words))
        turnsInto(Intent::Reschedule, Intent::Book);
    if (wanted.contains(Intent::ConfirmAppointment) && visit && !speaksOfAVisit(heard.words) && !isAsked(heard.words)
        && !asksForTheirOwn(heard.words))
        turnsInto(Intent::ConfirmAppointment, Intent::Book);
    if (wanted.contains(Intent::ConfirmAppointment) && service && !speaksOfKnowing(heard.words))
        turnsInto(Intent::ConfirmAppointment, Intent::Book);
    const bool hour = service && tells(heard.read, Slot::Time) && speaksOfWishing(heard.words);
    if (wanted.contains(Intent::Results) && hour) // "i had the letter about my smear, can you do half ten on tuesday"
        turnsInto(Intent::Results, Intent::Book);
    for (const Clause &clause : clausesOf(heard.words)) { // "scrap my check-up, and get me in for …"
        const Intent meant = intentOf(heard.words.mid(clause.first, clause.count));
        if (clause.count < heard.words.size() && isErrand(meant) && !leadsAway(meant) && !wanted.contains(meant)
            && !wanted.isEmpty())
            wanted << meant;
    }
    if (wanted.contains(Intent::Complaint) && wanted.size() > 1) // cross, but here for something
        wanted.removeAll(Intent::Complaint);
    if (wanted == QList{Intent::Complaint} && visit && speaksOfWishing(heard.words))
        wanted = {Intent::Book};
    if (wanted.contains(Intent::Cancel) && wanted.indexOf(Intent::Book) == 0) { // what is cancelled makes room
        wanted.removeAll(Intent::Cancel);
        wanted.prepend(Intent::Cancel);
    }
    if (!wanted.isEmpty())
        return wanted;
    if (speaksOfKnowing(heard.words) && speaksOfAVisit(heard.words) && !asks)
        return {Intent::ConfirmAppointment};
    const bool wishes = speaksOfWishing(heard.words) || heard.words.size() <= wordsOfAWish;
    if (visit || (service && !asks && wishes) || heard.says(Intent::Book, 0.2F)) // "a flu shot, monday at eight"
        return {Intent::Book};
    if (tells(heard.read, Slot::Medication) && !asks)
        return {Intent::Refill};
    return {};
}

QString clauseOf(Intent errand, const HeardOnce &heard)
{
    for (const Clause &clause : clausesOf(heard.words)) {
        const Words part = heard.words.mid(clause.first, clause.count);
        if (intentOf(part) == errand)
            return joined(part);
    }
    return {};
}

} // namespace nightbell
