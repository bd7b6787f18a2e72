// What was said, when two listen: one who knows the answers to the question that was asked, and one who is ready for
// anything. Where both hear the same it is nearly always right; the first knows no doubt of its own, so whether its
// words fit the sound is judged by how well the second's do.
#pragma once

#include "speech/decoder.h"

#include <optional>

namespace nightbell {

struct JudgedWords
{
    QString words; // empty: nothing that could be understood
    double confidence = 0;
    bool agreed = false;
    bool operator==(const JudgedWords &) const = default;
};

// expected: nothing where anything could be answered.
JudgedWords judged(const std::optional<DecodedWords> &expected, const DecodedWords &open);

} // namespace nightbell
