// Which time of day the pieces about the hour mean together. Bare hours are a clinic's: eight to eleven in the morning,
// twelve noon, one to six in the afternoon; seven may be either.
#pragma once

#include "dialog/when_pieces.h"

#include <QTime>

namespace nightbell {

struct SaidHours
{
    bool ambiguous = false;
    bool invalid = false;
    std::optional<QTime> at, from, to; // either `at`, or a window that may be open at one end

    bool none() const { return !ambiguous && !invalid && !at && !from && !to; }
};

SaidHours saidHours(const WhenPieces &hourPieces);

} // namespace nightbell
