#include "dialog/errands.h"

#include "dialog/asides.h"
#include "dialog/calendar_words.h"
#include "dialog/phrase_book.h"

#include <algorithm>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

constexpr int wordsOfAMessage = 7; // so many are more than "please call me back"

template<class Book> std::optional<int> firstOf(const Book &book, const Words &said)
{
    for (int at = 0; at < said.size(); ++at)
        if (book.at(said, at))
            return at;
    return std::nullopt;
}

bool tellsOfWhen(const ReadSlot &read) { return read.slot == Slot::Date || read.slot == Slot::Time; }

Words from(const Words &said, int first) { return said.mid(first); }

} // namespace

bool isQuestion(Intent intent)
{
    return intent == Intent::Hours || intent == Intent::Location || intent == Intent::ServicesFaq
        || intent == Intent::InsuranceFaq;
}

bool waits(Intent intent, Intent first)
{
    const auto inDiary = [](Intent each) {
        return each == Intent::Book || each == Intent::Reschedule || each == Intent::Cancel
            || each == Intent::ConfirmAppointment;
    };
    const auto byMessage = [](Intent each) { return each == Intent::Refill || each == Intent::Results; };
    if (inDiary(intent) && inDiary(first)) // most often two words for one wish
        return intent == Intent::Book && first == Intent::Cancel;
    return (inDiary(intent) && byMessage(first)) || (byMessage(intent) && (inDiary(first) || first != intent));
}

bool speaksOfMoving(const Words &said)
{
    static const PhraseBook<bool> book{
        {"move/moved/moving/reschedule/rescheduled/rebook/change/changed/changing/swap/switch/shift/push/pushed/"
         "postpone/delay/rearrange/instead/earlier/later/sooner/alter/bump/bring",
         true},
        {"another/different day/time/date/slot", true},
        {"put it/that/my back/off", true},
        {"cant/cannot make/come/do", true},
        {"can/could/may we/you/i make it", true}, // "no, make it ten to ten" only corrects
        {"my/the appointment", true},
    };
    return firstOf(book, said).has_value();
}

bool speaksOfKnowing(const Words &said)
{
    static const PhraseBook<bool> book{
        {"when/whens/confirm/remind/check/still/forgot/forgotten/remember", true},
        {"what/which time/day/date", true},
        {"do/have i/we have/got", true},
        {"is/was my/the/our", true},
        {"am i down/booked/in/due", true},
        {"my/our appointment/visit/booking/slot", true},
    };
    return firstOf(book, said).has_value();
}

bool asksForTheirOwn(const Words &said)
{
    static const PhraseBook<bool> book{
        {"am/are/is i/we/he/she due/down/booked/in/coming/supposed/meant", true},
        {"when/what am/are i/we", true},
        {"do/have i/we have/got a/an/my", true},
    };
    return firstOf(book, said).has_value();
}

bool speaksOfWishing(const Words &said)
{
    static const PhraseBook<bool> book{
        {"i/we/he/she/they need/needs/want/wants/wanna/would/wanted", true},
        {"id/wed like/love", true},
        {"can/could/may i/we/you", true},
        {"book/schedule/give/get/put/fit me/us/in", true},
        {"looking for/to", true},
        {"gimme/lemme", true},
    };
    return firstOf(book, said).has_value();
}

bool speaksOfAVisit(const Words &said)
{
    static const WordSet visits("appointment appointments visit booking slot appt");
    return std::ranges::any_of(said, [](const Word &word) { return visits.has(word.text); });
}

bool speaksOfBefore(const Words &said)
{
    static const PhraseBook<bool> book{
        {"i/we was/were", true}, {"cut/went off/dead", true},   {"dropped/lost/earlier/again", true},
        {"just now", true},      {"a minute/moment ago", true}, {"where we", true}};
    return firstOf(book, said).has_value();
}

bool speaksOfCancelling(const Words &said)
{
    static const PhraseBook<bool> book{
        {"cancel/cancelled/cancelling/scrap/scratch/scrub", true},
        {"call it/that off", true},
        {"dont/do not? need it/that/my/the", true},
        {"cant/wont/not be? come/coming/make/there", true},
        {"get rid of", true},
        {"take me/my/it off/out", true},
    };
    return firstOf(book, said).has_value();
}

bool saysNeverMind(const Words &said)
{
    static const PhraseBook<bool> book{
        {"never mind", true},
        {"nevermind", true},
        {"forget/scrap/drop it/that/this", true},
        {"forget about it/that", true},
        {"changed my mind", true},
        {"dont bother", true},
        {"dont want it/to/this/that anymore/now/longer", true},
        {"dont need it/to/this/that/one anymore/now", true},
    };
    static const PhraseBook<bool> leaving{{"leave it/that", true}}; // but not "leave it at ten"
    return firstOf(book, said).has_value() || (said.size() <= 5 && firstOf(leaving, said).has_value());
}

bool asksOn(const Words &said)
{
    static const PhraseBook<bool> book{{"and/or what/how about/on/for?", true},
                                       {"and/or on/for/at/at", true},
                                       {"what/how about/bout", true},
                                       {"and", true}};
    return said.size() <= 6 && book.at(said, 0).has_value();
}

bool isAsked(const Words &said)
{
    static const WordSet asking("what how where when why who which whats hows wheres whos");
    return asking.at(said, 0) || (asking.at(said, 1) && said.size() > 3);
}

bool deniesDanger(const Words &said)
{
    static const PhraseBook<bool> book{
        {"not/no an/a? real/medical? emergency/danger", true},
        {"not/isnt/nothing an/that/so/too? serious/bad/urgent", true},
        {"figure/manner of speech/speaking", true},
        {"just/only joking/kidding", true},
        {"just/only a joke", true},
        {"false alarm", true},
        {"im/hes/shes/were/its/everythings fine/ok/okay/alright/safe", true},
        {"i/he/she am/is fine/ok/okay/alright/safe", true},
        {"didnt/dont mean that/it/literally/like/to", true},
        {"you misunderstood/misheard", true},
    };
    return firstOf(book, said).has_value();
}

bool isQuestionAside(const Words &said)
{
    const auto aside = asideIn(said);
    return aside == Aside::Robot || aside == Aside::Instructions;
}

bool speaksForAnother(const Words &said)
{
    static const PhraseBook<bool> book{
        {"my/our son/daughter/kid/child/baby/toddler/husband/wife/partner/mother/father/mom/mum/dad/brother/sister/"
         "grandson/granddaughter/grandmother/grandfather/boy/girl",
         true},
        {"for him/her/them", true},
        {"someone/somebody else", true},
    };
    return firstOf(book, said).has_value();
}

QString messageIn(const Words &said, Intent errand)
{
    static const WordSet telling("about because regarding concerning re since as tell that whether if for");
    switch (errand) {
    case Intent::Complaint:
    case Intent::Results:
    case Intent::Refill:
        return joined(said);
    case Intent::Callback:
        return said.size() >= wordsOfAMessage
                && std::ranges::any_of(said, [](const Word &word) { return telling.has(word.text); })
            ? joined(said)
            : QString();
    default:
        return {};
    }
}

QList<ReadSlot> wishAndHint(const Words &said, const QList<ReadSlot> &read, const ReadingPlace &place)
{
    static const PhraseBook<bool> towards{{"to/until/till/instead", true},
                                          {"need/want/like/make/rather/prefer it/that/mine/this for?", true},
                                          {"it/that/mine be/become", true},
                                          {"has/needs/have/need to be/become", true},
                                          {"for", false}};
    static const PhraseBook<bool> following{{"on? the? following", true}};
    QList<ReadSlot> all = read;
    all.removeIf(tellsOfWhen);
    for (int start = int(said.size()) - 1; start >= 0; --start) {
        const auto lead = towards.at(said, start);
        if (!lead)
            continue;
        const int at = start + lead->count;
        const QList<ReadSlot> before = readWhen(said.mid(0, start), place);
        ReadingPlace then = place;
        for (const ReadSlot &each : before) // "i am in tomorrow, i need it the following wednesday"
            if (const auto days = wantedDays(each.value.value.reveal());
                days && each.slot == Slot::Date && following.at(said, at))
                then.moment = {days->to, QTime(0, 0), place.moment.zone};
        const QList<ReadSlot> wish = readWhen(from(said, at), then);
        const bool whole = std::ranges::any_of(wish, tellsOfWhen);
        if (whole && (lead->meaning || std::ranges::any_of(before, tellsOfWhen)))
            return all + wish;
    }
    return all;
}

bool namesOnlyTheWeekday(const QString &spoken)
{
    const Words said = wordsOf(spoken);
    return !said.isEmpty() && std::ranges::all_of(said, [](const Word &word) {
        return weekdayOf(word.text) || word.text == "on"_L1 || word.text == "the"_L1;
    });
}

bool agrees(const ReadSlot &read, const OfferedTime &chosen)
{
    const QString value = read.value.value.reveal();
    switch (read.slot) {
    case Slot::Provider:
        return chosen.provider.text() == value;
    case Slot::Date:
        if (const auto days = wantedDays(value))
            return (days->from <= chosen.date && chosen.date <= days->to)
                || (namesOnlyTheWeekday(read.value.spoken.reveal()) && days->from == days->to
                    && days->from.dayOfWeek() == chosen.date.dayOfWeek());
        return false;
    case Slot::Time:
        if (const auto hours = wantedHours(value))
            return hours->earliest <= chosen.time && chosen.time <= hours->latest;
        return false;
    default:
        return false;
    }
}

} // namespace nightbell
