#include "speech/two_judges.h"

#include <algorithm>

namespace nightbell {

namespace {

// Of 10 ms. Answers to another question than was asked fit worse than that; misheard ones do not (bench_hearing).
constexpr double fitsAsWellWithin = 8;

double sureOf(const DecodedWords &open) { return std::clamp(open.sure, 0.05, 0.9); }

} // namespace

JudgedWords judged(const std::optional<DecodedWords> &expected, const DecodedWords &open)
{
    if (!expected || expected->words.isEmpty())
        return {open.words, open.words.isEmpty() ? 0 : sureOf(open), false};
    if (expected->words == open.words)
        return {open.words, std::max(0.95, sureOf(open)), true};
    if (open.words.isEmpty() || expected->fit >= open.fit - fitsAsWellWithin)
        return {expected->words, 0.6, false};
    return {open.words, 0.5 * sureOf(open), false};
}

} // namespace nightbell
