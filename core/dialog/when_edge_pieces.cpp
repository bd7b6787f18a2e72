// The parts of a week, a month or a year: "early", "the end of", "later".
#include "dialog/when_pieces.h"

#include "dialog/calendar_words.h"
#include "dialog/phrase_book.h"

namespace nightbell {

namespace {

const PhraseBook<Edge> &edges()
{
    static const PhraseBook<Edge> book{
        {"early on?", Edge::Early},
        {"the? early part", Edge::Early},
        {"the? beginning/start", Edge::Start},
        {"the? first half/part", Edge::FirstHalf},
        {"mid", Edge::Mid},
        {"midweek", Edge::Mid},
        {"midmonth", Edge::Mid},
        {"the? middle", Edge::Mid},
        {"around/about the middle", Edge::Mid},
        {"later on?", Edge::Later},
        {"late", Edge::Late},
        {"the? latter/later/last part", Edge::Late},
        {"the? second/latter half", Edge::SecondHalf},
        {"towards/toward/near/around/about? the? end", Edge::End},
        {"the? back/tail end", Edge::End},
        {"the? rest/remainder", Edge::Rest},
    };
    return book;
}

// Does a week, a month or a year follow, whose part an edge can be?
bool periodFollows(const Words &words, int place)
{
    static const WordSet periods("week month year weekend"),
        between("of in new the this next coming following on part that");
    for (int i = place; i < std::min<int>(place + 4, words.size()); ++i) {
        if (periods.at(words, i) || monthOf(words[i].text))
            return true;
        if (!between.at(words, i))
            return false;
    }
    return false;
}

} // namespace

std::optional<WhenPiece> edgePieceAt(const Words &words, int place)
{
    const auto edge = edges().at(words, place);
    if (!edge)
        return {};
    static const WordSet whole("midweek midmonth");
    const bool alone = whole.at(words, place);
    if (!alone && !periodFollows(words, place + edge->count))
        return {};
    return WhenPiece{.kind = WhenKind::EdgeOf, .first = place, .count = edge->count, .a = int(edge->meaning)};
}

} // namespace nightbell
