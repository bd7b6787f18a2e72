// What callers say of a letter in a name: "with a k", "without the p", "two l's", "ending in a y".
#pragma once

#include "dialog/words.h"

#include <optional>

namespace nightbell {

struct WithLetter
{
    QChar letter;
    int times = 1;
    int count = 0;
    QString ending = {}; // "with an e y"
};

std::optional<WithLetter> withLetterAt(const Words &words, int place);

// Letters behind "with an": the first may be the hint, two an ending, all the rest the name spelled out; what spells
// the name best is it. "with an i e p i e t e r", "with a k h l o e".
int lettersOfHint(const Words &words, int place, const QString &name);

// "just the one t", "single l", "no h", where more letters follow: how many words say it, the letter among them.
int singleLetterAt(const Words &words, int place);

bool isAtTheEnd(const Words &words, int place); // "on the end", "at the end", behind the letter

} // namespace nightbell
