#include "dialog/when_dates.h"

namespace nightbell {

namespace {

using enum WhenKind;

struct Group
{
    WhenLink link = WhenLink::None;
    WhenPieces pieces;

    bool has(WhenKind kind) const
    {
        return std::any_of(pieces.begin(), pieces.end(), [&](const WhenPiece &piece) { return piece.kind == kind; });
    }
};

bool isOneDay(WhenKind kind)
{
    return kind == DayAhead || kind == NumericDate || kind == IsoDate || kind == NamedDay || kind == Ahead;
}

// A second weekday, or a second day, begins another expression.
bool fitsInto(const Group &group, const WhenPiece &piece)
{
    for (const WhenPiece &other : group.pieces) {
        if (other.kind == Offset || other.kind == WeekOf)
            continue;
        if (other.kind == piece.kind && (other.a != piece.a || other.b != piece.b))
            return false;
        if (isOneDay(other.kind) && isOneDay(piece.kind) && other.kind != piece.kind)
            return false;
    }
    return true;
}

bool isAnchor(const Group &group, const WhenPiece &piece)
{
    const bool relative = piece.link == WhenLink::After || piece.link == WhenLink::Before;
    return relative && group.pieces.size() == 1 && group.pieces[0].kind == Weekday && group.link == WhenLink::None
        && piece.kind != Weekday && piece.kind != DayAhead
        && piece.first - (group.pieces[0].first + group.pieces[0].count) <= 2;
}

QList<Group> groupsOf(const WhenPieces &pieces)
{
    QList<Group> groups;
    for (const WhenPiece &piece : pieces) {
        const bool linked = piece.link != WhenLink::None && piece.link != WhenLink::Not;
        if (!groups.isEmpty() && linked && isAnchor(groups.last(), piece)) {
            groups.last().pieces.append(piece);
        } else if (groups.isEmpty() || linked) {
            groups.append({piece.link, {piece}});
            groups.last().pieces[0].link = WhenLink::None;
        } else if (fitsInto(groups.last(), piece)) {
            groups.last().pieces.append(piece);
        } else {
            groups.append({WhenLink::Or, {piece}});
        }
    }
    return groups;
}

bool isPeriod(const WhenPiece &piece)
{
    return piece.kind == Month || piece.kind == Year || piece.kind == Week || piece.kind == MonthAhead
        || piece.kind == YearAhead;
}

// "from the third to the fifth of october": the month is said once.
void inherit(Group &to, const Group &from)
{
    if (std::any_of(to.pieces.begin(), to.pieces.end(), isPeriod) || !(to.has(DayOfMonth) || to.has(Weekday)))
        return;
    for (const WhenPiece &piece : from.pieces)
        if (isPeriod(piece) && !(piece.kind == Month && to.has(Weekday) && !to.has(DayOfMonth)))
            to.pieces.append(piece);
}

// "monday to the following monday": the later one is never the same day.
bool isLaterOne(const Group &group)
{
    return std::any_of(group.pieces.begin(), group.pieces.end(), [](const WhenPiece &piece) {
        return piece.kind == Weekday && (piece.which() == Which::Next || piece.which() == Which::AfterNext);
    });
}

SaidDays between(const SaidDays &first, SaidDays second, bool later)
{
    if (!first.are() || !second.are())
        return first.are() ? second : first;
    const QDate earliest = first.single() && later ? first.from.addDays(1) : first.from;
    for (int weeks = 0; second.to < earliest && weeks < 2; ++weeks) {
        second.from = second.from.addDays(7);
        second.to = second.to.addDays(7);
    }
    if (second.to < first.from)
        return {SaidDays::Sort::Ambiguous};
    return {SaidDays::Sort::Days, first.from, second.to};
}

// How far "after the tenth" goes: to the end of what the caller thinks in.
QDate openEnd(const Group &group, QDate from)
{
    if (group.has(DayOfMonth) || group.has(Month) || group.has(MonthAhead) || group.has(NumericDate))
        return {from.year(), from.month(), from.daysInMonth()};
    if (group.has(Weekday) || group.has(DayAhead))
        return from.addDays(7 - from.dayOfWeek());
    return from.addDays(6);
}

SaidDays bounded(const Group &group, const SaidDays &read, QDate today, const SaidDays &within)
{
    if (!read.are())
        return read;
    SaidDays bound = read;
    switch (group.link) {
    case WhenLink::Before:
        bound = {SaidDays::Sort::Days, within.are() ? within.from : today,
                 group.has(EdgeOf) ? read.to : read.from.addDays(-1)}; // "before the end of the month"
        break;
    case WhenLink::By:
    case WhenLink::Until:
        bound = {SaidDays::Sort::Days, within.are() ? within.from : today, read.to};
        break;
    case WhenLink::After:
        bound.from = read.to.addDays(1);
        bound.to = within.are() ? within.to : openEnd(group, bound.from);
        break;
    case WhenLink::From:
        bound.to = within.are() ? within.to : openEnd(group, bound.from);
        break;
    default:
        break;
    }
    if (bound.to < bound.from)
        bound.sort = SaidDays::Sort::Invalid;
    return bound;
}

bool joinsRange(const Group &first, const Group &second)
{
    if (second.link == WhenLink::To || second.link == WhenLink::Until)
        return first.link != WhenLink::Before && first.link != WhenLink::After;
    return first.link == WhenLink::Between && (second.link == WhenLink::And || second.link == WhenLink::Or);
}

} // namespace

SaidDays saidDays(const WhenPieces &dayPieces, const Moment &moment)
{
    QList<Group> groups = groupsOf(dayPieces);
    const bool vagueOnly = std::all_of(groups.begin(), groups.end(), [](const Group &group) {
        return group.pieces.size() == 1 && group.pieces[0].kind == SomeDay;
    });
    if (!vagueOnly)
        groups.removeIf([](const Group &group) { return group.pieces.size() == 1 && group.pieces[0].kind == SomeDay; });
    if (groups.isEmpty())
        return {};
    SaidDays within;
    Moment then = moment;
    if (groups.size() > 1 && groups[1].link != WhenLink::Or && groups[1].link != WhenLink::And
        && groups[1].link != WhenLink::To && groups[0].link == WhenLink::None) {
        const SaidDays whole = oneSaidDay(groups[0].pieces, moment);
        if (whole.are() && !whole.single()) { // "next week before thursday"
            within = whole;
            then.today = whole.from > moment.today ? whole.from.addDays(-1) : moment.today;
            groups.removeFirst();
        }
    }
    SaidDays said;
    for (qsizetype i = 0; i < groups.size(); ++i) {
        SaidDays read;
        if (i + 1 < groups.size() && joinsRange(groups[i], groups[i + 1])) {
            inherit(groups[i], groups[i + 1]);
            inherit(groups[i + 1], groups[i]);
            read = between(oneSaidDay(groups[i].pieces, then), oneSaidDay(groups[i + 1].pieces, then),
                           isLaterOne(groups[i + 1]));
            ++i;
        } else {
            read = bounded(groups[i], oneSaidDay(groups[i].pieces, then), moment.today, within);
        }
        if (said.sort == SaidDays::Sort::None)
            said = read;
        else if (read.are() && said.are() && groups[i].link == WhenLink::Before && said.to >= read.to)
            said.to = read.to; // "from monday but before friday"
        else if (read.sort != SaidDays::Sort::None
                 && !(read.are() && said.are() && read.from == said.from && read.to == said.to))
            return {SaidDays::Sort::Ambiguous};
    }
    return said;
}

} // namespace nightbell
