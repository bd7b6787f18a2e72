// Where one breath holds several sentences: "cancel tuesday | and also what time do you close".
#pragma once

#include "dialog/words.h"

namespace nightbell {

struct Clause
{
    int first = 0;
    int count = 0;
    bool operator==(const Clause &) const = default;
};

QList<Clause> clausesOf(const Words &said); // all words are in one of them; a clause has at least three words

} // namespace nightbell
