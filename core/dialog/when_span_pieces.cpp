// Days and hours counted from now or from another day: "in three weeks", "a week on tuesday", "two days before".
#include "dialog/when_pieces.h"

#include "dialog/calendar_words.h"
#include "dialog/number_words.h"
#include "dialog/phrase_book.h"

namespace nightbell {

namespace {

struct Span
{
    int many = 0;
    Unit unit = Unit::Day;
    int count = 0;      // of words
    bool vague = false; // "a week or two"
};

const PhraseBook<int> &counts()
{
    static const PhraseBook<int> book{
        {"a/an", 1},
        {"a? couple of?", 2},
        {"a pair of", 2},
        {"half a", 0},
    };
    return book;
}

const PhraseBook<std::pair<int, Unit>> &units()
{
    static const PhraseBook<std::pair<int, Unit>> book{
        {"day/days", {1, Unit::Day}},
        {"week/weeks/wk/wks/weak/weeks", {1, Unit::Week}},
        {"fortnight/fortnights", {2, Unit::Week}},
        {"month/months", {1, Unit::Month}},
        {"year/years", {1, Unit::Year}},
        {"calendar month/months", {1, Unit::Month}},
    };
    return book;
}

std::optional<Span> spanAt(const Words &words, int place)
{
    int many = 1, used = 0;
    bool vague = false;
    if (const auto count = counts().at(words, place)) {
        many = count->meaning;
        used = count->count;
    } else if (const auto number = numberAt(words, place, Ear::Numbers); number && !number->ordinal) {
        many = number->value;
        used = number->count;
    } else {
        return {};
    }
    if (used > 0 && joined(words, place + used, 1) == u"or") {
        const auto other = numberAt(words, place + used + 1);
        if (other && units().at(words, place + used + 1 + other->count)) {
            vague = true;
            used += 1 + other->count;
        }
    }
    const auto unit = units().at(words, place + used);
    if (!unit || many > 1000)
        return {};
    return Span{many * unit->meaning.first, unit->meaning.second, used + unit->count, vague};
}

const PhraseBook<int> &untilThen()
{
    static const PhraseBook<int> book{
        {"from now/today/here", 1}, {"hence", 1}, {"away", 1}, {"time", 1},  {"from this point", 1},
        {"from the present", 1},    {"later", 1}, {"out", 1},  {"or so", 1}, {"or so from now/today", 1},
    };
    return book;
}

const PhraseBook<int> &fromAnchor()
{
    static const PhraseBook<int> book{
        {"from/after/past/following", 1}, {"on", 1}, {"before/prior/ahead", -1}, {"prior to", -1}, {"ahead of", -1},
    };
    return book;
}

const PhraseBook<int> &within()
{
    static const PhraseBook<int> book{
        {"within the? next?", 1},
        {"in/over/during/for the next/coming/following", 1},
        {"the? next/coming", 1},
        {"sometime in/over the next", 1},
    };
    return book;
}

bool anchorFollows(const Words &words, int place)
{
    if (place >= words.size())
        return false;
    const QString &word = words[place].text;
    static const QStringList leads = QStringLiteral("today tomorrow yesterday next this the coming last").split(u' ');
    return weekdayOf(word) || monthOf(word) || leads.contains(word);
}

bool endsHere(const Words &words, int place)
{
    static const QStringList none =
        QStringLiteral("and at in or morning afternoon evening if around about for").split(u' ');
    return place >= words.size() || words[place - 1].pauseAfter || none.contains(words[place].text);
}

std::optional<WhenPiece> offsetAt(const Words &words, int place, const Span &span)
{
    const int end = place + span.count;
    if (const auto anchor = fromAnchor().at(words, end); anchor && !endsHere(words, end + anchor->count))
        return WhenPiece{WhenKind::Offset, place, span.count + anchor->count, span.many * anchor->meaning,
                         int(span.unit)};
    if (span.unit != Unit::Day && anchorFollows(words, end) && joined(words, end, 1) != u"the")
        return WhenPiece{WhenKind::Offset, place, span.count, span.many, int(span.unit)};
    return {};
}

// "the day after christmas", "the week before thanksgiving", "week tuesday"
std::optional<WhenPiece> namedOffsetAt(const Words &words, int place)
{
    static const PhraseBook<std::pair<int, Unit>> book{
        {"the? day after/following", {1, Unit::Day}},
        {"the? day before", {-1, Unit::Day}},
        {"the? eve of", {-1, Unit::Day}},
        {"the? week after/following", {1, Unit::CalendarWeek}},
        {"the? week before/preceding", {-1, Unit::CalendarWeek}},
        {"the? weekend after/following", {1, Unit::Weekend}},
        {"the? weekend before", {-1, Unit::Weekend}},
        {"week on", {1, Unit::Week}},
    };
    const auto named = book.at(words, place);
    if (named && !endsHere(words, place + named->count) && joined(words, place + named->count, 1) != u"that")
        return WhenPiece{WhenKind::Offset, place, named->count, named->meaning.first, int(named->meaning.second)};
    if (joined(words, place, 1) == u"week" && place + 1 < words.size() && weekdayOf(words[place + 1].text))
        return WhenPiece{WhenKind::Offset, place, 1, 1, int(Unit::Week)};
    return {};
}

} // namespace

std::optional<WhenPiece> spanPieceAt(const Words &words, int place)
{
    if (const auto named = namedOffsetAt(words, place))
        return named;
    if (const auto lead = within().at(words, place)) {
        if (const auto span = spanAt(words, place + lead->count))
            return WhenPiece{span->vague ? WhenKind::SomeDay : WhenKind::Within, place, lead->count + span->count,
                             span->many, int(span->unit)};
        return {};
    }
    const bool in = joined(words, place, 1) == u"in";
    const auto span = spanAt(words, place + in);
    if (!span)
        return {};
    const int end = place + in + span->count;
    const auto piece = [&](WhenKind kind, int count) {
        return WhenPiece{span->vague ? WhenKind::SomeDay : kind, place, count, span->many, int(span->unit)};
    };
    if (joined(words, end, 1) == u"ago" || joined(words, end, 1) == u"earlier")
        return WhenPiece{WhenKind::LongAgo, place, end + 1 - place};
    if (const auto then = untilThen().at(words, end))
        return piece(WhenKind::Ahead, end + then->count - place);
    if (in && joined(words, end, 2) == u"or two")
        return WhenPiece{WhenKind::SomeDay, place, end + 2 - place};
    if (const auto offset = offsetAt(words, place + in, *span)) {
        WhenPiece whole = *offset;
        whole.first = place;
        whole.count += in;
        return whole;
    }
    if (in)
        return piece(WhenKind::Ahead, end - place);
    return {};
}

} // namespace nightbell
