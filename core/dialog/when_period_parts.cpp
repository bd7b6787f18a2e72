#include "dialog/when_dates.h"

namespace nightbell {

// A part of a week or a month; days that are over are left out.
SaidDays partOfPeriod(QDate from, QDate to, std::optional<Edge> edge, QDate today)
{
    const QDate first = from;
    const bool isWeek = from.daysTo(to) < 10;
    const auto cut = [&](int weekFrom, int weekTo, int monthFrom, int monthTo) {
        to = std::min(to, first.addDays(isWeek ? weekTo : monthTo - 1));
        from = first.addDays(isWeek ? weekFrom : monthFrom - 1);
    };
    switch (edge.value_or(Edge::Rest)) {
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
        if (first <= today)
            from = today.addDays(1);
        else
            cut(2, 6, 16, 31);
        break;
    case Edge::Rest:
        break;
    }
    if (to < today || (to < from && !edge))
        return {SaidDays::Sort::Invalid};
    from = std::max(from, today);
    if (to < from)
        return {SaidDays::Sort::Ambiguous};
    return {SaidDays::Sort::Days, from, to};
}

} // namespace nightbell
