#include "dialog/when_corrections.h"

namespace nightbell {

namespace {

using enum WhenKind;

bool isPeriod(const WhenPiece &piece)
{
    return piece.kind == Week || piece.kind == Weekend || piece.kind == MonthAhead;
}

bool has(const WhenPieces &pieces, WhenKind kind)
{
    return std::any_of(pieces.begin(), pieces.end(), [&](const WhenPiece &piece) { return piece.kind == kind; });
}

bool names(const WhenPieces &pieces, bool ofDay)
{
    return std::any_of(pieces.begin(), pieces.end(), [&](const WhenPiece &piece) {
        return (ofDay ? piece.ofDay() : piece.ofHour()) && piece.kind != SomeDay && piece.kind != AnyHour;
    });
}

// Of an earlier day only what the later words lean on stays: "next week tuesday, no, wednesday" is still next week.
bool staysBefore(const WhenPiece &early, const WhenPieces &later)
{
    if (has(later, OneAfter)) // "tomorrow, no, the day after"
        return true;
    if (early.kind == Month || early.kind == Year || early.kind == MonthAhead)
        return has(later, DayOfMonth) && !has(later, early.kind) && !has(later, Month) && !has(later, MonthAhead);
    if (early.kind == DayOfMonth)
        return has(later, Month) && !has(later, DayOfMonth) && later.size() == 1;
    if (isPeriod(early))
        return has(later, Weekday) && !std::any_of(later.begin(), later.end(), isPeriod);
    return false;
}

bool sameHalf(const WhenPiece &clock, const WhenPiece &part)
{
    const auto named = DayPart(part.a);
    const bool morning = named <= DayPart::LateMorning;
    return clock.b == int(Meridiem::Open) && (morning ? clock.c >= 7 && clock.c < 12 : clock.c < 7 || clock.c == 12);
}

bool hourStays(const WhenPiece &early, const WhenPieces &later)
{
    if (has(later, Clock))
        return early.kind == PartOfDay && !has(later, PartOfDay);
    if (early.kind != Clock)
        return false;
    for (const WhenPiece &piece : later)
        if (piece.kind == PartOfDay && !sameHalf(early, piece) && DayPart(piece.a) != DayPart::SmallHours)
            return false;
    return has(later, PartOfDay);
}

// A later "four" after "three pm" is in the same half of the day.
void leanHours(const WhenPieces &early, WhenPieces &later)
{
    for (WhenPiece &piece : later)
        if (piece.kind == Clock && piece.b == int(Meridiem::Open))
            for (const WhenPiece &before : early)
                if (before.kind == Clock && before.b != int(Meridiem::Open) && before.b != int(Meridiem::Exact))
                    piece.b = before.b;
}

WhenPieces merged(const WhenPieces &early, WhenPieces later)
{
    WhenPieces kept;
    const bool day = names(later, true), hour = names(later, false);
    if (hour)
        leanHours(early, later);
    for (const WhenPiece &piece : early)
        if (piece.ofDay() ? !day || staysBefore(piece, later) : !hour || hourStays(piece, later))
            kept.append(piece);
    return kept + later;
}

bool hangsOn(const WhenPiece &piece, const WhenPiece &before)
{
    return piece.link == WhenLink::None && piece.first == before.first + before.count
        && piece.ofDay() == before.ofDay();
}

// "not tuesday", and what does not suit, is gone, unless "the one after" counts from it.
WhenPieces accepted(const WhenPieces &pieces)
{
    WhenPieces kept;
    bool refused = false;
    WhenPieces period; // "any day but wednesday next week" is next week
    WhenPieces gone; // what is being refused: "not tuesday the fifth", but in "not tuesday wednesday" the second stands
    for (qsizetype i = 0; i < pieces.size(); ++i) {
        const WhenPiece &piece = pieces[i];
        if (piece.kind == Works) {
            while (!kept.isEmpty() && kept.last().kind != Correction)
                kept.removeLast();
            continue;
        }
        refused = piece.link == WhenLink::Not
            || (refused && i > 0 && hangsOn(piece, pieces[i - 1]) && !has(gone, piece.kind));
        if (refused && isPeriod(piece) && has(gone, Weekday))
            period = {piece};
        gone = refused ? gone + WhenPieces{piece} : WhenPieces();
        const bool counted = refused && i + 1 < pieces.size() && pieces[i + 1].kind == OneAfter;
        if (counted) {
            kept.append(piece);
            kept.last().link = WhenLink::None;
            refused = false;
        } else if (!refused) {
            kept.append(piece);
        }
    }
    return names(kept, true) ? kept : period + kept;
}

} // namespace

WhenPieces corrected(const WhenPieces &pieces)
{
    WhenPieces said, clause;
    const auto close = [&] {
        if (!clause.isEmpty())
            said = merged(said, std::exchange(clause, {}));
    };
    for (const WhenPiece &piece : accepted(pieces)) {
        if (piece.kind == Correction)
            close();
        else
            clause.append(piece);
    }
    close();
    return said;
}

} // namespace nightbell
