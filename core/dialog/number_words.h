// Numbers as callers say them: "twenty two", "a hundred and five", "nineteen oh four", "thirty first", "22nd".
#pragma once

#include "dialog/words.h"

#include <optional>

namespace nightbell {

// What the recogniser may have made of a number: where one is expected, "for" is four and "to" is two.
enum class Ear { Plain, Numbers };

struct SaidNumber
{
    int value = 0;
    int count = 0; // of words
    bool ordinal = false;
    bool figures = false; // "22", "22nd"
    bool operator==(const SaidNumber &) const = default;
};

// Up to 9999. "ten thirty" is ten, "twenty two" is twenty-two, "twenty second" the ordinal 22.
std::optional<SaidNumber> numberAt(const Words &words, int place, Ear ear = Ear::Plain);

// A year in full: "nineteen eighty four", "twenty twelve", "two thousand and four", "1984"; 1800 to 2199.
std::optional<SaidNumber> yearAt(const Words &words, int place);

// One digit: "seven", "7", "oh", "nought", "niner".
std::optional<int> digitOf(const QString &word, Ear ear = Ear::Plain);

} // namespace nightbell
