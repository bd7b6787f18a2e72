// Which days the pieces about the day mean together: "tuesday" and "the fifth", "between" monday "and" wednesday.
#pragma once

#include "dialog/when_pieces.h"

#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

namespace nightbell {

// When and where the words were said.
struct Moment
{
    QDate today;
    QTime time;
    QTimeZone zone;

    bool dayFirst() const; // 6/11 is the sixth of November
    QLocale::Territory country() const { return zone.territory(); }
};

struct SaidDays
{
    enum class Sort { None, Days, Ambiguous, Invalid };
    Sort sort = Sort::None;
    QDate from, to;

    bool are() const { return sort == Sort::Days; }
    bool single() const { return are() && from == to; }
};

SaidDays saidDays(const WhenPieces &dayPieces, const Moment &moment);

// One expression without links: "next week", "the fifth of october", "a week on tuesday".
SaidDays oneSaidDay(const WhenPieces &pieces, const Moment &moment);

} // namespace nightbell
