#include "dialog/when_pieces.h"

#include "dialog/calendar_words.h"
#include "dialog/holidays.h"
#include "dialog/number_words.h"
#include "dialog/phrase_book.h"

namespace nightbell {

namespace {

using Piece = std::optional<WhenPiece>;

bool isWord(const Words &words, int place, std::initializer_list<const char16_t *> any)
{
    if (place < 0 || place >= words.size())
        return false;
    return std::any_of(any.begin(), any.end(),
                       [&](const char16_t *one) { return words[place].text == QStringView(one); });
}

int skip(const Words &words, int place, std::initializer_list<const char16_t *> any)
{
    return isWord(words, place, any) ? place + 1 : place;
}

struct Fixed
{
    WhenKind kind;
    int a = 0;
    int b = 0;
};

using enum WhenKind;

constexpr PhraseBook<Fixed>::Entry fixedDaysSaid[]{
    {"today", {DayAhead, 0}},
    {"later/earlier on? today", {DayAhead, 0}},
    {"this day", {DayAhead, 0}},
    {"the? same day", {DayAhead, 0}},
    {"right now", {DayAhead, 0}},
    {"straight/right away", {DayAhead, 0}},
    {"tomorrow", {DayAhead, 1}},
    {"tomorrow week", {DayAhead, 8}},
    {"today week", {DayAhead, 7}},
    {"tomorrow fortnight", {DayAhead, 15}},
    {"today fortnight", {DayAhead, 14}},
    {"overmorrow", {DayAhead, 2}},
    {"the? day after next", {DayAhead, 2}},
    {"day after tomorrow", {DayAhead, 2}},
    {"the/this? same day next week", {DayAhead, 7}},
    {"this day next week", {DayAhead, 7}},
    {"yesterday", {DayAhead, -1}},
    {"last night", {DayAhead, -1}},
    {"this current? week", {Week, 0}},
    {"of/in the week", {Week, 0}},
    {"of week", {Week, 0}},
    {"the? next/following/coming week", {Week, 1}},
    {"this coming/next week", {Week, 1}},
    {"the? week/one after next", {Week, 2}},
    {"the? next week but one", {Week, 2}},
    {"the? week after/following the? next", {Week, 2}},
    {"last week", {LongAgo, 0}},
    {"the/this past week/month/year/weekend", {LongAgo, 0}},
    {"last month/year/weekend", {LongAgo, 0}},
    {"this past weekend", {LongAgo, 0}},
    {"earlier this week/month/year", {LongAgo, 0}},
    {"this? coming weekend", {Weekend, 0}},
    {"this/the weekend", {Weekend, 0}},
    {"weekend", {Weekend, 0}},
    {"the? next/following weekend", {Weekend, 1}},
    {"the? weekend after next", {Weekend, 2}},
    {"this month", {MonthAhead, 0}},
    {"of/in the month", {MonthAhead, 0, 1}},
    {"the? month end", {MonthAhead, 0, 2}},
    {"the? next/following/coming month", {MonthAhead, 1}},
    {"the? month after next", {MonthAhead, 2}},
    {"this year", {YearAhead, 0}},
    {"in the new year", {YearAhead, 1}},
    {"of/in the year", {YearAhead, 0}},
    {"the? next/following/coming year", {YearAhead, 1}},
    {"the? year after next", {YearAhead, 2}},
    {"the? week after that?", {OneAfter, 7}},
    {"the one after that?", {OneAfter, 7}},
    {"the? week after that one", {OneAfter, 7}},
    {"the? following one", {OneAfter, 7}},
    {"the next one", {OneAfter, 7}},
    {"a week later/after", {OneAfter, 7}},
    {"the? day after that?", {OneAfter, 1}},
    {"the? next/following day", {OneAfter, 1}},
    {"a day later", {OneAfter, 1}},
    {"weekday", {Workdays}},
    {"working/business day/days", {Workdays}},
    {"during the week", {Workdays}},
    {"week of/commencing/beginning/starting/containing", {WeekOf}},
    {"the? same week as", {WeekOf}},
    {"the? weekend of", {WeekOf, 0, 1}},
    {"the? week with", {WeekOf}},
    {"soon", {SomeDay}},
    {"sooner", {SomeDay}},
    {"asap", {SomeDay}},
    {"a s a p", {SomeDay}},
    {"as soon as possible", {SomeDay}},
    {"as early as possible", {SomeDay}},
    {"whenever", {SomeDay}},
    {"someday", {SomeDay}},
    {"sometime", {SomeDay}},
    {"any/whatever/whichever day", {SomeDay}},
    {"anyday", {SomeDay}},
    {"any of them/those/these", {SomeDay}},
    {"at some point", {SomeDay}},
    {"one of these days", {SomeDay}},
    {"first/next/soonest/earliest available/opening/appointment/slot/possible/one", {SomeDay}},
    {"the? soonest/earliest", {SomeDay}},
    {"in a bit/while", {SomeDay}},
    {"in/within/over/for the? next? a? few/several days/weeks/months", {SomeDay}},
    {"in a couple or three days/weeks", {SomeDay}},
    {"in a day/week/month or two/three", {SomeDay}},
    {"in/within the? near future", {SomeDay}},
    {"the first one", {SomeDay}},
    {"the second/third/other one", {SomeDay}},
    {"first of all", {SomeDay}},
    {"a/one/just second", {SomeDay}},
    {"my birthday", {SomeDay}},
    {"the other day", {LongAgo}},
    {"earlier this morning/afternoon/evening", {LongAgo}},
};

const PhraseBook<Fixed> &fixedDays()
{
    static const PhraseBook<Fixed> book(fixedDaysSaid);
    return book;
}

const PhraseBook<Which> &whiches()
{
    static const PhraseBook<Which> book{
        {"this", Which::This},
        {"this very", Which::This},
        {"this/the? coming", Which::Coming},
        {"the? upcoming", Which::Coming},
        {"this next", Which::Coming},
        {"the? next", Which::Next},
        {"the? following", Which::Next},
        {"last", Which::Last},
        {"the/this past", Which::Last},
        {"this last", Which::Last},
    };
    return book;
}

Which afterWeekday(const Words &words, int place, int &count)
{
    const auto take = [&](int many, Which which) { return count += many, which; };
    if (isWord(words, place, {u"week"}) && !isWord(words, place + 1, {u"of", u"after", u"commencing"}))
        return take(1, Which::WeekLater);
    if (isWord(words, place, {u"fortnight"}))
        return take(1, Which::FortnightLater);
    if (isWord(words, place, {u"after"}) && isWord(words, place + 1, {u"next"}) && !isWord(words, place + 2, {u"week"}))
        return take(2, Which::AfterNext);
    if (isWord(words, place, {u"after"}) && (place + 1 >= words.size() || isWord(words, place + 1, {u"that"})))
        return take(1, Which::AfterNext);
    if (isWord(words, place, {u"but"}) && isWord(words, place + 1, {u"one"}))
        return take(2, Which::AfterNext);
    if (isWord(words, place, {u"next"}) && !isWord(words, place + 1, {u"week", u"month", u"year"}))
        return take(1, Which::Next);
    if (isWord(words, place, {u"following"}) && !isWord(words, place + 1, {u"week", u"month", u"year", u"day"}))
        return take(1, Which::Next);
    if (isWord(words, place, {u"coming"}))
        return take(1, Which::Coming);
    if (isWord(words, place, {u"gone"}) || (isWord(words, place, {u"just"}) && isWord(words, place + 1, {u"gone"})))
        return take(1, Which::Last);
    return Which::Plain;
}

Piece weekdayAt(const Words &words, int place)
{
    const auto which = whiches().at(words, place);
    const int at = place + (which ? which->count : 0);
    if (at >= words.size())
        return {};
    const auto weekday = weekdayOf(words[at].text);
    if (!weekday)
        return {};
    if (which && which->meaning == Which::Last && isWord(words, at + 1, {u"of", u"in"}))
        return WhenPiece{WhenKind::NthWeekday, place, at + 1 - place, -1, *weekday};
    int count = at + 1 - place;
    const Which behind = afterWeekday(words, at + 1, count);
    const Which before = which ? which->meaning : Which::Plain;
    return WhenPiece{WhenKind::Weekday, place, count, *weekday, int(behind == Which::Plain ? before : behind)};
}

// "may" and "march" are also plain words; a number, "of" or "in" beside them tells the month.
bool isMonthHere(const Words &words, int place)
{
    if (words[place].text != u"may")
        return true;
    const auto next = numberAt(words, skip(words, place + 1, {u"the"}));
    return words.size() == 1 || (next && next->value > 0)
        || isWord(words, place - 1,
                  {u"in", u"of", u"early", u"mid", u"late", u"next", u"this", u"by", u"until", u"till", u"before",
                   u"after", u"through", u"for", u"around"})
        || numberAt(words, place - 1);
}

Piece monthAt(const Words &words, int place, const WhenPieces &before)
{
    const auto which = whiches().at(words, place);
    const int at = place + (which ? which->count : 0);
    if (at < words.size())
        if (const auto month = monthOf(words[at].text); month && (which || isMonthHere(words, at)))
            return WhenPiece{WhenKind::Month, place, at + 1 - place, *month,
                             int(which ? which->meaning : Which::Plain)};
    // "the sixth of the eleventh"
    const bool afterDay = !before.isEmpty() && before.last().kind == WhenKind::DayOfMonth
        && before.last().first + before.last().count == place;
    if (!afterDay || !isWord(words, place, {u"of"}))
        return {};
    const int number = skip(words, place + 1, {u"the"});
    const auto month = numberAt(words, number);
    if (month && month->ordinal && month->value <= 12 && !isWord(words, number + month->count, {u"month", u"week"}))
        return WhenPiece{WhenKind::Month, place, number + month->count - place, month->value};
    return {};
}

Piece nthAt(const Words &words, int place)
{
    const int at = skip(words, place, {u"the"});
    const bool last = isWord(words, at, {u"last", u"final"});
    const auto number = numberAt(words, at);
    if (!last && !(number && number->ordinal && number->value <= 5))
        return {};
    const int nth = last ? -1 : number->value;
    int what = at + (last ? 1 : number->count);
    const bool working = isWord(words, what, {u"working", u"business"}) && isWord(words, what + 1, {u"day"});
    what += working;
    if (what >= words.size())
        return {};
    const bool ofPeriod = isWord(words, what + 1, {u"of", u"in"});
    const int count = what + 1 - place;
    if (const auto weekday = weekdayOf(words[what].text)) {
        const bool nearest = (last && isWord(words, what + 1, {u"before"}))
            || (nth == 1 && isWord(words, what + 1, {u"after", u"following"}));
        if (nearest) // "the first saturday after the tenth"
            return WhenPiece{WhenKind::Weekday, place, count, *weekday};
        const bool sure = ofPeriod || (what + 1 < words.size() && monthOf(words[what + 1].text));
        if (sure || (!last && nth <= 4 && !words[what - 1].pauseAfter && !isWord(words, place - 1, {u"on"})))
            return WhenPiece{WhenKind::NthWeekday, place, count, nth, *weekday};
    }
    if (ofPeriod && isWord(words, what, {u"week", u"weekend"}))
        return WhenPiece{WhenKind::NthWeek, place, count, nth, isWord(words, what, {u"weekend"})};
    if (ofPeriod && isWord(words, what, {u"day"}))
        return WhenPiece{WhenKind::NthDay, place, count, nth, working};
    if (last && isWord(words, what, {u"of"}))
        return WhenPiece{WhenKind::NthDay, place, count - 1, -1};
    return {};
}

bool directlyAfterMonth(const WhenPieces &before, const Words &words, int place)
{
    if (before.isEmpty() || before.last().kind != WhenKind::Month)
        return false;
    const int end = before.last().first + before.last().count;
    return end == place || (end + 1 == place && isWord(words, end, {u"the"}));
}

// The number of a day: an ordinal anywhere, a plain number only beside a month.
Piece dayOfMonthAt(const Words &words, int place, const WhenPieces &before)
{
    const int at = skip(words, place, {u"the"});
    const auto number = numberAt(words, at);
    if (!number || number->value > 99)
        return {};
    const int end = at + number->count;
    if (isWord(words, end, {u"am", u"pm", u"oclock", u"st", u"street", u"avenue", u"floor"}))
        return {};
    const WhenPiece piece{WhenKind::DayOfMonth, place, end - place, number->value};
    const bool countsOther = isWord(words, at - 1, {u"a", u"one"})
        || isWord(words, end,
                  {u"go", u"try", u"time", u"times", u"one", u"ones", u"place", u"grade", u"visit", u"thing",
                   u"child"});
    if (number->ordinal)
        return countsOther ? Piece() : Piece(piece);
    const int after = skip(words, end, {u"of"});
    const bool beforeMonth = after < words.size() && monthOf(words[after].text) && !words[end - 1].pauseAfter
        && !directlyAfterMonth(before, words, at);
    if (beforeMonth && (words[after].text != u"may" || after > end || number->figures))
        return piece;
    return directlyAfterMonth(before, words, at) ? Piece(piece) : Piece();
}

Piece numericAt(const Words &words, int place)
{
    const QString &text = words[place].text;
    const bool slashed = text.contains(u'/');
    if (slashed || text.count(u'.') == 2) {
        QList<int> parts;
        for (const QString &part : text.split(slashed ? u'/' : u'.', Qt::SkipEmptyParts))
            parts.append(part.toInt());
        if (parts.size() == 3 && parts[0] > 999)
            return WhenPiece{WhenKind::IsoDate, place, 1, parts[0], parts[1], parts[2]};
        if (parts.size() == 2 || parts.size() == 3)
            return WhenPiece{WhenKind::NumericDate, place, 1, parts[0], parts[1], parts.value(2)};
        return {};
    }
    const auto first = numberAt(words, place);
    if (!first || first->ordinal)
        return {};
    if (first->figures && text.size() == 4 && first->value >= 1900 && place + 2 < words.size()) {
        const auto month = numberAt(words, place + 1), day = numberAt(words, place + 2);
        if (month && day && month->figures && day->figures && words[place + 1].text.size() <= 2)
            return WhenPiece{WhenKind::IsoDate, place, 3, first->value, month->value, day->value};
    }
    const auto isStroke = [&](int at) { return isWord(words, at, {u"slash", u"stroke", u"dash", u"oblique"}); };
    int at = place + first->count;
    if (!isStroke(at))
        return {};
    const auto second = numberAt(words, at + 1);
    if (!second)
        return {};
    at += 1 + second->count;
    auto year = isStroke(at) ? yearAt(words, at + 1) : std::nullopt;
    if (isStroke(at) && !year)
        year = numberAt(words, at + 1);
    if (year)
        at += 1 + year->count;
    return WhenPiece{WhenKind::NumericDate, place, at - place, first->value, second->value, year ? year->value : 0};
}

Piece yearPieceAt(const Words &words, int place, const WhenPieces &before)
{
    const int at = skip(words, place, {u"in", u"of"});
    const auto year = yearAt(words, at);
    if (!year)
        return {};
    const bool figures = year->figures && words[at].text.size() == 4;
    const bool afterDay =
        !before.isEmpty() && before.last().ofDay() && place - (before.last().first + before.last().count) <= 1;
    if (year->value >= 1900 && year->value <= 2040 && (figures || afterDay || at > place)
        && (figures || year->value >= 2000))
        return WhenPiece{WhenKind::Year, place, at + year->count - place, year->value};
    return {};
}

Piece fixedAt(const Words &words, int place)
{
    if (const auto fixed = fixedDays().at(words, place))
        return WhenPiece{fixed->meaning.kind, place, fixed->count, fixed->meaning.a, fixed->meaning.b};
    return {};
}

Piece holidayPieceAt(const Words &words, int place)
{
    if (const auto named = holidayAt(words, place)) {
        const bool week = isWord(words, place + named->count, {u"week"}); // "christmas week"
        return WhenPiece{WhenKind::NamedDay, place, named->count + week, named->holiday, week};
    }
    return {};
}

} // namespace

Piece dayPieceAt(const Words &words, int place, const WhenPieces &before)
{
    Piece longest;
    const auto offer = [&](const Piece &piece) {
        if (piece && (!longest || piece->count > longest->count))
            longest = piece;
    };
    offer(spanPieceAt(words, place));
    offer(holidayPieceAt(words, place));
    offer(nthAt(words, place));
    offer(numericAt(words, place));
    offer(weekdayAt(words, place));
    offer(monthAt(words, place, before));
    offer(yearPieceAt(words, place, before));
    offer(dayOfMonthAt(words, place, before));
    offer(fixedAt(words, place));
    offer(edgePieceAt(words, place));
    return longest;
}

} // namespace nightbell
