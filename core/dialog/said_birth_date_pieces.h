// What of an utterance may be part of a date of birth: numbers, months, holidays, parted where the caller corrects
// them.
#pragma once

#include "dialog/words.h"

namespace nightbell {

// A number of the date with how many figures it was said in: "oh six" has two, "six" one, "eighty" two.
struct BirthPiece
{
    enum Kind { Number, Ordinal, Year, Month, Feast } kind = Number; // the value of a feast is for dayOf
    int value = 0;
    int figures = 0;
    bool zero = false; // a lone "oh"
    int first = 0;
    int count = 1;
    bool age = false;   // "i'm nine": perhaps no part of the date
    bool apart = false; // words stand before it that no date has inside
    int daysOff = 0;    // "the day after" a feast
    bool operator==(const BirthPiece &) const = default;
};

using BirthPieces = QList<BirthPiece>;

QList<BirthPieces> birthVersions(const Words &words); // of words as whenWords gives them; each corrects those before it

} // namespace nightbell
