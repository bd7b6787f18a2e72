// Readings of the clock: "quarter past four", "half ten", "14:30", "fifteen thirty hours", "ten ish", "noon".
#include "dialog/when_pieces.h"

#include "dialog/number_words.h"
#include "dialog/phrase_book.h"

namespace nightbell {

namespace {

using Piece = std::optional<WhenPiece>;

const WordSet &prepositions()
{
    static const WordSet words("at around about by before after between from to till until and or than past circa near "
                               "roughly approximately towards toward either not maybe exactly through starting");
    return words;
}

// What may come after an hour that nothing else marks as one.
const WordSet &followers()
{
    static const WordSet words(
        "on today tomorrow tonight this in or and to till until through onwards onward sharp would "
        "works is if ideally okay ok good fine best suits next monday tuesday wednesday thursday "
        "friday saturday sunday at instead please thanks thank then the sorry no wait actually i "
        "rather make for but exactly latest better maybe");
    return words;
}

const WordSet &counted()
{
    static const WordSet words(
        "day days week weeks month months year years minute minutes hour hours people person kids "
        "children times time oh st street hundred of fortnight and o more");
    return words;
}

struct Hour
{
    int named = 0; // 0 to 24
    Meridiem meridiem = Meridiem::Open;
    int count = 0;
    bool sure = false; // marked as an hour: "oclock", "pm", "noon"
};

struct Suffix
{
    Meridiem meridiem = Meridiem::Open;
    int count = 0;
};

// "oclock", "ish", "pm", "sharp"
Suffix suffixAt(const Words &words, int place)
{
    static const WordSet marks("oclock ish sharp hours hrs h");
    Suffix suffix;
    for (; marks.at(words, place + suffix.count); ++suffix.count)
        if (joined(words, place + suffix.count, 1).startsWith(u'h'))
            suffix.meridiem = Meridiem::Exact;
    if (joined(words, place + suffix.count, 3) == u"on the dot")
        suffix.count += 3;
    const QString half = joined(words, place + suffix.count, 1);
    if (half == u"am" || half == u"pm") {
        suffix.meridiem = half == u"am" ? Meridiem::Morning : Meridiem::Afternoon;
        ++suffix.count;
        suffix.count += joined(words, place + suffix.count, 1) == u"ish";
    }
    return suffix;
}

std::optional<SaidNumber> hourNumberAt(const Words &words, int place)
{
    static const WordSet expecting("at around about before after past to");
    static const WordSet afterHour("am pm oclock thirty fifteen fortyfive ish sharp");
    if (place >= words.size())
        return {};
    if (words[place].text.endsWith(u"ish") && words[place].text.size() > 4) {
        const Words bare{Word{words[place].text.chopped(3)}};
        if (const auto number = numberAt(bare, 0); number && !number->ordinal)
            return number;
    }
    const bool expected =
        (expecting.at(words, place - 1) && !numberAt(words, place + 1)) || afterHour.at(words, place + 1);
    const auto number = numberAt(words, place, expected ? Ear::Numbers : Ear::Plain);
    return number && !number->ordinal ? number : std::nullopt;
}

// An hour with nothing behind its full number, as after "quarter past".
std::optional<Hour> namedHourAt(const Words &words, int place)
{
    const QString word = joined(words, place, 1);
    if (word == u"noon" || word == u"midday" || word == u"noonish" || word == u"middayish")
        return Hour{12, Meridiem::Exact, 1, true};
    if (word == u"midnight")
        return Hour{0, Meridiem::Exact, 1, true};
    const auto number = hourNumberAt(words, place);
    if (!number || number->value > 24)
        return {};
    const Suffix suffix = suffixAt(words, place + number->count);
    const bool ish = word.endsWith(u"ish");
    return Hour{number->value, suffix.meridiem, number->count + suffix.count, suffix.count > 0 || ish};
}

WhenPiece clock(int place, int count, const Hour &hour, int minutes)
{
    return {WhenKind::Clock, place, count, minutes, int(hour.meridiem), hour.named};
}

// "quarter past", "ten to", "half": the minutes that come before the hour's name.
struct Lead
{
    int minutes = 0;
    int count = 0;
};

std::optional<Lead> leadAt(const Words &words, int place)
{
    static const PhraseBook<int> minutes{
        {"a? quarter", 15},
        {"half", 30},
        {"five and twenty", 25},
    };
    static const WordSet past("past after gone"), to("to till til before of until");
    const auto named = minutes.at(words, place);
    const auto number = named ? std::nullopt : numberAt(words, place);
    if (!named && (!number || number->ordinal || number->value > 59))
        return {};
    const int value = named ? named->meaning : number->value;
    int at = place + (named ? named->count : number->count);
    static const WordSet unit("minutes minute mins");
    const bool spoken = unit.at(words, at);
    at += spoken;
    if (!named && !spoken && value % 5)
        return {};
    if (value == 30 && named && (numberAt(words, at) || joined(words, at, 1) == u"noon"))
        return Lead{30, at - place};
    if (past.at(words, at))
        return Lead{value, at + 1 - place};
    const bool ofOrBefore = joined(words, at, 1) == u"before" ? (spoken || named) : true;
    if (to.at(words, at) && ofOrBefore && value <= 30)
        return Lead{-value, at + 1 - place};
    return {};
}

Piece ledClockAt(const Words &words, int place)
{
    const auto lead = leadAt(words, place);
    if (!lead)
        return {};
    static const WordSet ranges("between from");
    const bool plain = numberAt(words, place).has_value();
    if (plain && lead->minutes < 0 && ranges.at(words, place - 1))
        return {}; // "from ten to two" is a window
    const auto hour = namedHourAt(words, place + lead->count);
    const int behind = place + lead->count + (hour ? hour->count : 0);
    const bool range =
        joined(words, behind, 1) == u"and" && joined(words, behind + 1, 1) != u"a"; // no "nine and a half"
    if (!hour || hour->named > 23 || (counted().at(words, behind) && !range))
        return {};
    return clock(place, lead->count + hour->count, *hour, lead->minutes);
}

// "10:30", "10.15", "1530 hours", "230 pm"
Piece figureClockAt(const Words &words, int place)
{
    const QString &text = words[place].text;
    const qsizetype point = std::max(text.indexOf(u':'), text.indexOf(u'.'));
    const Suffix suffix = suffixAt(words, place + 1);
    int hour = -1, minute = -1;
    if (point > 0 && text.size() - point == 3) {
        hour = text.left(point).toInt();
        minute = text.mid(point + 1).toInt();
    } else if (const auto number = numberAt(words, place); number && number->figures && text.size() >= 3) {
        const bool marked = suffix.count > 0 || prepositions().at(words, place - 1) || text.startsWith(u'0');
        if (!marked || (suffix.count == 0 && number->value >= 1900 && number->value <= 2100))
            return {};
        hour = number->value / 100;
        minute = number->value % 100;
    } else {
        return {};
    }
    if (hour > 24 || minute > 59 || (hour == 24 && minute > 0) || (suffix.meridiem == Meridiem::Morning && hour > 12))
        return WhenPiece{WhenKind::BadHour, place, 1 + suffix.count};
    const bool exact = hour > 12 || hour == 0 || (text.startsWith(u'0') && suffix.count == 0 && text.size() > 3)
        || (text.size() == 4 && point < 0 && suffix.meridiem == Meridiem::Open && hour > 12);
    const Meridiem meridiem = exact ? Meridiem::Exact : suffix.meridiem;
    return clock(place, 1 + suffix.count, {hour, meridiem}, minute);
}

// "oh nine hundred", "fourteen hundred hours", "oh eight thirty"
Piece militaryAt(const Words &words, int place)
{
    static const WordSet zero("oh o zero");
    const bool led = zero.at(words, place);
    const auto hour = numberAt(words, place + led);
    if (!hour || hour->ordinal || hour->figures)
        return {};
    int at = place + led + hour->count, named = hour->value, minute = 0;
    if (hour->value >= 100 && hour->value % 100 == 0 && hour->value <= 2400) {
        named = hour->value / 100;
    } else if (const auto rest = numberAt(words, at); led && hour->value < 10 && rest && rest->value >= 10) {
        minute = rest->value;
        at += rest->count;
    } else {
        return {};
    }
    static const WordSet hours("hours hrs");
    if (!led && !hours.at(words, at) && named < 13)
        return {};
    at += hours.at(words, at);
    if (named > 24 || minute > 59)
        return WhenPiece{WhenKind::BadHour, place, at - place};
    return clock(place, at - place, {named, Meridiem::Exact}, minute);
}

// "ten thirty", "four oh five pm"
Piece spokenClockAt(const Words &words, int place)
{
    const auto hour = hourNumberAt(words, place);
    if (!hour || hour->value > 24 || hour->value == 0)
        return {};
    int at = place + hour->count, minute = -1;
    static const WordSet zero("oh o zero");
    if (zero.at(words, at) && at + 1 < words.size()) {
        if (const auto digit = digitOf(words[at + 1].text); digit && *digit > 0) {
            minute = *digit;
            at += 2;
        }
    } else if (const auto number = numberAt(words, at);
               number && !number->ordinal && number->value >= 10 && number->value < 100) {
        minute = number->value;
        at += number->count;
    }
    static const WordSet minutes("minutes minute mins days weeks");
    if (minute < 0 || minutes.at(words, at))
        return {};
    const Suffix suffix = suffixAt(words, at);
    const bool marked = suffix.count > 0 || prepositions().at(words, place - 1);
    if (minute > 59)
        return marked ? Piece(WhenPiece{WhenKind::BadHour, place, at + suffix.count - place}) : Piece();
    const Meridiem meridiem = hour->value > 12 ? Meridiem::Exact : suffix.meridiem;
    return clock(place, at + suffix.count - place, {hour->value, meridiem}, minute);
}

Piece bareClockAt(const Words &words, int place, const WhenPieces &before)
{
    static const WordSet notAnHour("the that this which no any each a number room suite");
    const auto hour = namedHourAt(words, place);
    if (!hour) {
        const auto number = hourNumberAt(words, place);
        const bool marked = number && number->value < 100 && suffixAt(words, place + number->count).count > 0;
        const bool asked = number && number->value < 100 && joined(words, place - 1, 1) == u"at";
        if (marked || (asked && !counted().at(words, place + number->count)))
            return WhenPiece{WhenKind::BadHour, place, number->count};
        return {};
    }
    const int end = place + hour->count;
    if (hour->meridiem == Meridiem::Morning && hour->named > 12)
        return WhenPiece{WhenKind::BadHour, place, hour->count};
    Hour named = *hour;
    if (named.named > 12 || (named.named == 0 && named.meridiem == Meridiem::Open))
        named.meridiem = Meridiem::Exact;
    if (hour->sure)
        return clock(place, hour->count, named, 0);
    if (counted().at(words, end) && joined(words, end, 1) != u"and")
        return {};
    const bool led = prepositions().at(words, place - 1) && !(hour->named > 12 && joined(words, place - 1, 1) != u"at");
    const bool begins = place == 0 || (place == 1 && !notAnHour.at(words, 0));
    const bool afterDay = !before.isEmpty() && before.last().kind <= WhenKind::AnyHour
        && place - (before.last().first + before.last().count) <= 1 && !notAnHour.at(words, place - 1);
    const bool afterBreak = !before.isEmpty() && before.last().kind == WhenKind::Correction;
    const bool pointed = hour->named == 1 && words[place].text == u"one" && afterDay && place >= 2
        && notAnHour.at(words, before.last().first - 1); // "that morning one works"
    if (pointed)
        return {};
    const bool unled = afterBreak && before.last().first + before.last().count == place; // "make that four"
    const bool closes = end >= words.size() || words[end - 1].pauseAfter || followers().at(words, end);
    if (hour->named > 12 && !led)
        return {};
    const bool alone = (begins || afterDay || afterBreak) && closes && (unled || !notAnHour.at(words, place - 1));
    return led || alone ? Piece(clock(place, hour->count, named, 0)) : Piece();
}

// "in two hours", "half an hour from now", "in an hour and a half"
Piece hoursAheadAt(const Words &words, int place)
{
    static const PhraseBook<int> amounts{
        {"an/one hour and a half", 90}, {"an/one and a half hours", 90},   {"half an hour", 30}, {"a half hour", 30},
        {"a? quarter of an hour", 15},  {"three quarters of an hour", 45}, {"an/one hour", 60},  {"an? hour", 60},
        {"a? couple of? hours", 120},
    };
    static const WordSet minuteWords("minute minutes mins"), hourWords("hour hours hrs");
    static const PhraseBook<int> fromNow{{"from now", 1}, {"time", 1}, {"hence", 1}};
    const bool in = joined(words, place, 1) == u"in";
    int at = place + in, minutes = 0;
    if (const auto amount = amounts.at(words, at)) {
        minutes = amount->meaning;
        at += amount->count;
    } else if (const auto number = numberAt(words, at, in ? Ear::Numbers : Ear::Plain); number && !number->ordinal) {
        at += number->count;
        const bool half = joined(words, at, 3) == u"and a half";
        at += half ? 3 : 0;
        if (!minuteWords.at(words, at) && !hourWords.at(words, at))
            return {};
        minutes = number->value * (hourWords.at(words, at) ? 60 : 1) + (half ? 30 : 0);
        ++at;
        if (joined(words, at, 3) == u"and a half") {
            minutes += 30;
            at += 3;
        }
    } else {
        return {};
    }
    const auto now = fromNow.at(words, at);
    at += now ? now->count : 0;
    if (joined(words, at, 1) == u"ago")
        return WhenPiece{WhenKind::LongAgo, place, at + 1 - place};
    if (!in && !now)
        return {};
    return WhenPiece{WhenKind::HoursAhead, place, at - place, minutes};
}

Piece anyHourAt(const Words &words, int place)
{
    static const PhraseBook<WhenKind> book{
        {"this time", WhenKind::ThisTime},        {"the? same time", WhenKind::AnyHour}, {"anytime", WhenKind::AnyHour},
        {"any/whatever hour", WhenKind::AnyHour}, {"what time/day", WhenKind::AnyHour},  {"all day", WhenKind::AnyHour},
        {"all day long", WhenKind::AnyHour},
    };
    if (const auto hit = book.at(words, place))
        return WhenPiece{hit->meaning, place, hit->count};
    return {};
}

} // namespace

Piece hourPieceAt(const Words &words, int place, const WhenPieces &before)
{
    Piece longest;
    for (const Piece &piece : {hoursAheadAt(words, place), ledClockAt(words, place), figureClockAt(words, place),
                               militaryAt(words, place), spokenClockAt(words, place), bareClockAt(words, place, before),
                               partOfDayAt(words, place), anyHourAt(words, place)})
        if (piece && (!longest || piece->count > longest->count))
            longest = piece;
    return longest;
}

} // namespace nightbell
