#include "dialog/when_dates.h"

#include "dialog/holidays.h"

namespace nightbell {

namespace {

using enum WhenKind;

SaidDays ambiguous() { return {SaidDays::Sort::Ambiguous}; }
SaidDays invalid() { return {SaidDays::Sort::Invalid}; }
SaidDays days(QDate from, QDate to) { return {SaidDays::Sort::Days, from, to}; }
SaidDays day(QDate one) { return one.isValid() ? days(one, one) : invalid(); }

// The pieces of one expression, asked for by kind.
class OneDate
{
public:
    OneDate(const WhenPieces &pieces, const Moment &moment) : m_pieces(pieces), m_moment(moment) { }

    SaidDays read() const;

private:
    const WhenPiece *find(WhenKind kind) const
    {
        for (const WhenPiece &piece : m_pieces)
            if (piece.kind == kind)
                return &piece;
        return nullptr;
    }
    QDate today() const { return m_moment.today; }
    QDate monday(int weeks) const { return today().addDays(1 - today().dayOfWeek() + 7 * weeks); }

    SaidDays readShifted() const;
    SaidDays readWhole() const;
    SaidDays fixedDay() const;
    SaidDays weekday(const WhenPiece &piece) const;
    SaidDays relativeWeekday(const WhenPiece &piece, const WhenPiece &anchorFrom) const;
    SaidDays week(QDate first) const;
    SaidDays month() const;
    SaidDays nthInMonth(QDate first, bool fixedMonth) const;
    SaidDays dayOfMonth(int number) const;
    SaidDays inMonth(QDate first) const;
    SaidDays wholeYear(int year) const;
    SaidDays withEdge(QDate from, QDate to) const;
    SaidDays agreeing(const SaidDays &read) const;
    std::optional<int> saidYear() const;
    QDate monthStart() const;

    const WhenPieces &m_pieces;
    const Moment &m_moment;
};

QDate shifted(QDate from, int many, Unit unit)
{
    switch (unit) {
    case Unit::Day:
        return from.addDays(many);
    case Unit::Week:
        return from.addDays(7 * many);
    case Unit::Month:
        return from.addMonths(many);
    case Unit::Year:
        return from.addYears(many);
    case Unit::CalendarWeek:
    case Unit::Weekend:
        return from.addDays(7 * many);
    }
    return from;
}

SaidDays OneDate::read() const
{
    if (find(LongAgo))
        return invalid();
    if (find(Offset) || find(WeekOf))
        return readShifted();
    return agreeing(readWhole());
}

// "a week on tuesday", "the monday of the week after christmas": what stands behind the shift is its anchor.
SaidDays OneDate::readShifted() const
{
    qsizetype at = 0;
    while (m_pieces[at].kind != Offset && m_pieces[at].kind != WeekOf)
        ++at;
    const WhenPiece &shift = m_pieces[at];
    const WhenPieces behind = m_pieces.mid(at + 1), ahead = m_pieces.mid(0, at);
    SaidDays anchor = OneDate(behind, m_moment).read();
    if (anchor.sort == SaidDays::Sort::None)
        anchor =
            shift.kind == Offset && shift.a > 0 && Unit(shift.b) != Unit::CalendarWeek ? day(today()) : ambiguous();
    if (!anchor.are())
        return anchor;
    QDate first = anchor.from;
    const auto unit = shift.kind == Offset ? Unit(shift.b) : Unit::CalendarWeek;
    if (shift.kind == Offset)
        first = shifted(first, shift.a, unit);
    if (unit != Unit::CalendarWeek && unit != Unit::Weekend)
        return days(first, anchor.single() ? first : shifted(anchor.to, shift.a, unit));
    const QDate start = first.addDays(1 - first.dayOfWeek());
    for (const WhenPiece &piece : ahead)
        if (piece.kind == Weekday)
            return day(start.addDays(piece.a - 1));
    return unit == Unit::Weekend ? days(start.addDays(5), start.addDays(6)) : days(start, start.addDays(6));
}

SaidDays OneDate::readWhole() const
{
    const WhenPiece *named = find(Weekday);
    for (const WhenPiece &piece : m_pieces)
        if (named && &piece != named && (piece.link == WhenLink::After || piece.link == WhenLink::Before))
            return relativeWeekday(*named, piece);
    if (const SaidDays fixed = fixedDay(); fixed.sort != SaidDays::Sort::None)
        return fixed;
    if (find(NthWeekday) || find(NthWeek) || find(NthDay) || find(DayOfMonth) || find(Month) || find(MonthAhead))
        return month();
    const WhenPiece *after = find(OneAfter);
    if (const WhenPiece *weeks = find(Week))
        return week(monday(weeks->a + (after && after->a == 7)));
    if (const WhenPiece *weekend = find(Weekend)) {
        const QDate saturday = monday(weekend->a + (after && after->a == 7)).addDays(5);
        if (named)
            return day(monday(weekend->a).addDays(named->a - 1));
        return days(std::max(saturday, today()), saturday.addDays(1));
    }
    if (named)
        return weekday(*named);
    if (const auto year = saidYear())
        return wholeYear(*year);
    if (const WhenPiece *edge = find(EdgeOf); edge && Edge(edge->a) == Edge::Mid)
        return week(monday(today().dayOfWeek() > 3 ? 1 : 0));
    return find(SomeDay) || after || find(Workdays) ? ambiguous() : SaidDays();
}

SaidDays OneDate::fixedDay() const
{
    if (const WhenPiece *piece = find(DayAhead)) {
        const WhenPiece *after = find(OneAfter);
        return day(today().addDays(piece->a + (after ? after->a : 0)));
    }
    if (const WhenPiece *piece = find(Ahead))
        if (!find(Weekday) || Unit(piece->b) != Unit::Week)
            return day(shifted(today(), piece->a, Unit(piece->b)));
    if (const WhenPiece *piece = find(Ahead)) // "in two weeks on tuesday"
        return day(monday(piece->a).addDays(find(Weekday)->a - 1));
    if (const WhenPiece *piece = find(Within))
        return days(today(), shifted(today(), piece->a, Unit(piece->b)));
    if (const WhenPiece *piece = find(IsoDate))
        return day(QDate(piece->a, piece->b, piece->c));
    if (const WhenPiece *piece = find(NumericDate)) {
        int number = m_moment.dayFirst() ? piece->a : piece->b, month = m_moment.dayFirst() ? piece->b : piece->a;
        if (month > 12 && number <= 12)
            std::swap(number, month); // the other order is the only one
        int year = piece->c > 0 && piece->c < 100 ? piece->c + 2000 : piece->c;
        if (year == 0)
            year = QDate(today().year(), month, number) < today() ? today().year() + 1 : today().year();
        return day(QDate(year, month, number));
    }
    if (const WhenPiece *piece = find(NamedDay)) {
        const auto year = saidYear();
        const QDate named =
            year ? dayOf(piece->a, *year, m_moment.country()) : nextHoliday(piece->a, today(), m_moment.country());
        if (find(Week) && named.isValid())
            return days(named.addDays(1 - named.dayOfWeek()), named.addDays(7 - named.dayOfWeek()));
        return day(named);
    }
    return {};
}

// "the monday after easter", "the friday before labor day"
SaidDays OneDate::relativeWeekday(const WhenPiece &piece, const WhenPiece &anchorFrom) const
{
    WhenPieces rest;
    for (const WhenPiece &other : m_pieces)
        if (other.first > piece.first)
            rest.append(other);
    const SaidDays anchor = OneDate(rest, m_moment).agreeing(OneDate(rest, m_moment).readWhole());
    if (!anchor.are())
        return anchor;
    if (anchorFrom.link == WhenLink::After)
        return day(anchor.to.addDays((piece.a - anchor.to.dayOfWeek() + 6) % 7 + 1));
    return day(anchor.from.addDays(-((anchor.from.dayOfWeek() - piece.a + 6) % 7 + 1)));
}

SaidDays OneDate::weekday(const WhenPiece &piece) const
{
    const QDate first = today().addDays((piece.a - today().dayOfWeek() + 6) % 7 + 1);
    const WhenPiece *after = find(OneAfter);
    const auto later = [&](QDate one) { return day(one.addDays(after ? after->a : 0)); };
    switch (piece.which()) {
    case Which::Plain:
    case Which::Coming:
        return later(first);
    case Which::This: {
        if (today().dayOfWeek() == Qt::Sunday || after)
            return later(first);
        const QDate here = monday(0).addDays(piece.a - 1);
        return here < today() ? ambiguous() : day(here);
    }
    case Which::Next:
        return later(monday(1).addDays(piece.a - 1));
    case Which::Last:
        return invalid();
    case Which::AfterNext:
    case Which::WeekLater:
        return later(first.addDays(7));
    case Which::FortnightLater:
        return later(first.addDays(14));
    }
    return {};
}

SaidDays OneDate::week(QDate first) const
{
    const bool sunday = today().dayOfWeek() == Qt::Sunday && first < today();
    const QDate start = sunday ? today() : first; // on a Sunday "this week" has hardly begun
    if (const WhenPiece *named = find(Weekday)) {
        const QDate one = start.addDays((named->a - start.dayOfWeek() + 7) % 7);
        return one < today() ? invalid() : day(one);
    }
    if (const WhenPiece *number = find(DayOfMonth)) {
        for (int i = 0; i < 7; ++i)
            if (start.addDays(i).day() == number->a)
                return day(start.addDays(i));
        return ambiguous();
    }
    if (find(Workdays))
        return withEdge(start, first.addDays(4));
    return withEdge(start, start.addDays(6));
}

std::optional<int> OneDate::saidYear() const
{
    if (const WhenPiece *year = find(Year))
        return year->a;
    if (const WhenPiece *ahead = find(YearAhead))
        return today().year() + ahead->a;
    return {};
}

// The first of the month that was named; not valid when none was.
QDate OneDate::monthStart() const
{
    if (const WhenPiece *ahead = find(MonthAhead); ahead && ahead->b != 1)
        return QDate(today().year(), today().month(), 1).addMonths(ahead->a);
    const WhenPiece *named = find(Month);
    if (!named)
        return {};
    int year = saidYear().value_or(today().year());
    if (!saidYear() && named->which() == Which::Next && named->a == today().month())
        ++year;
    return {year, named->a, 1};
}

SaidDays OneDate::month() const
{
    const QDate start = monthStart();
    const bool sure = saidYear() || find(MonthAhead);
    const auto nextTime = [&](auto read) {
        const SaidDays now = read(start.isValid() ? start : QDate(today().year(), today().month(), 1));
        if (now.sort != SaidDays::Sort::Invalid && (!now.are() || now.to >= today()))
            return now;
        if (start.isValid() && sure)
            return invalid();
        return read(start.isValid() ? start.addYears(1) : QDate(today().year(), today().month(), 1).addMonths(1));
    };
    if (find(NthWeekday) || find(NthWeek) || find(NthDay))
        return nextTime([&](QDate first) { return nthInMonth(first, start.isValid()); });
    if (const WhenPiece *number = find(DayOfMonth)) {
        if (!start.isValid())
            return dayOfMonth(number->a);
        return nextTime([&](QDate first) { return day(QDate(first.year(), first.month(), number->a)); });
    }
    return nextTime([&](QDate first) { return inMonth(first); });
}

SaidDays OneDate::nthInMonth(QDate first, bool fixedMonth) const
{
    const QDate last(first.year(), first.month(), first.daysInMonth());
    if (const WhenPiece *nth = find(NthWeekday))
        return day(nthWeekday(first.year(), first.month(), nth->a, nth->b));
    if (const WhenPiece *nth = find(NthDay)) {
        if (const WhenPiece *weeks = find(Week); weeks && !fixedMonth)
            return day(nth->a < 0 ? monday(weeks->a).addDays(4) : monday(weeks->a).addDays(nth->a - 1));
        return day(nth->a < 0 ? last : first.addDays(nth->a - 1));
    }
    const WhenPiece *nth = find(NthWeek);
    if (nth->b) {
        const QDate saturday = nthWeekday(first.year(), first.month(), nth->a, Qt::Saturday);
        return saturday.isValid() ? days(saturday, saturday.addDays(1)) : invalid();
    }
    if (const WhenPiece *named = find(Weekday))
        return day(nthWeekday(first.year(), first.month(), nth->a, named->a));
    const QDate from = nth->a < 0 ? last.addDays(-6) : first.addDays(7 * (nth->a - 1));
    return days(from, std::min(last, from.addDays(6)));
}

// "the thirty first": a month without that day is passed over.
SaidDays OneDate::dayOfMonth(int number) const
{
    if (number < 1 || number > 31)
        return invalid();
    for (QDate first(today().year(), today().month(), 1);; first = first.addMonths(1)) {
        const QDate one(first.year(), first.month(), number);
        if (one.isValid() && one >= today())
            return day(one);
    }
}

SaidDays OneDate::inMonth(QDate first) const
{
    const QDate last(first.year(), first.month(), first.daysInMonth());
    if (find(Weekday))
        return last < today() ? invalid() : ambiguous(); // "a monday in october"
    return withEdge(first, last);
}

SaidDays OneDate::wholeYear(int year) const
{
    const WhenPiece *edge = find(EdgeOf);
    if (edge && (Edge(edge->a) == Edge::Start || Edge(edge->a) == Edge::Early))
        return days({year, 1, 1}, {year, 1, 31});
    if (edge && (Edge(edge->a) == Edge::End || Edge(edge->a) == Edge::Late))
        return days(std::max(QDate(year, 12, 1), today()), {year, 12, 31});
    return QDate(year, 12, 31) < today() ? invalid() : days(std::max(QDate(year, 1, 1), today()), {year, 12, 31});
}

// A part of a week or a month; days that are over are left out.
SaidDays OneDate::withEdge(QDate from, QDate to) const
{
    const QDate first = from;
    const bool isWeek = from.daysTo(to) < 10;
    const auto cut = [&](int weekFrom, int weekTo, int monthFrom, int monthTo) {
        to = std::min(to, first.addDays(isWeek ? weekTo : monthTo - 1));
        from = first.addDays(isWeek ? weekFrom : monthFrom - 1);
    };
    const WhenPiece *edge = find(EdgeOf);
    switch (edge ? Edge(edge->a) : Edge::Rest) {
    case Edge::Early:
        cut(0, 2, 1, 10);
        break;
    case Edge::Start:
        cut(0, 1, 1, 7);
        break;
    case Edge::FirstHalf:
        cut(0, 2, 1, 15);
        break;
    case Edge::Mid:
        cut(1, 3, 11, 20);
        break;
    case Edge::Late:
        cut(3, 4, 21, 31);
        break;
    case Edge::End:
        cut(3, 4, 25, 31);
        break;
    case Edge::SecondHalf:
        cut(3, 6, 16, 31);
        break;
    case Edge::Later:
        if (first <= today())
            from = today().addDays(1);
        else
            cut(2, 6, 16, 31);
        break;
    case Edge::Rest:
        break;
    }
    if (to < today() || (to < from && !edge))
        return invalid();
    from = std::max(from, today());
    return to < from ? ambiguous() : days(from, to);
}

// What else was said must fit: "tuesday the fifth", "tomorrow the sixteenth".
SaidDays OneDate::agreeing(const SaidDays &read) const
{
    if (!read.single())
        return read.are() && read.to < today() ? invalid() : read;
    const WhenPiece *named = find(Weekday);
    const WhenPiece *number = find(DayOfMonth);
    const bool relative = std::any_of(m_pieces.begin(), m_pieces.end(), [](const WhenPiece &piece) {
        return piece.link == WhenLink::After || piece.link == WhenLink::Before;
    });
    if (!relative && ((named && named->a != read.from.dayOfWeek()) || (number && number->a != read.from.day())))
        return ambiguous();
    if (find(Month) && number && !saidYear() && today().daysTo(read.from) > 366)
        return invalid();
    return read.from < today() ? invalid() : read;
}

} // namespace

bool Moment::dayFirst() const
{
    const QByteArray id = zone.id();
    return !(id.startsWith("America/") || id.startsWith("US/") || id == "Pacific/Honolulu" || id == "Pacific/Guam"
             || country() == QLocale::UnitedStates);
}

SaidDays oneSaidDay(const WhenPieces &pieces, const Moment &moment)
{
    return pieces.isEmpty() ? SaidDays() : OneDate(pieces, moment).read();
}

} // namespace nightbell
