// Letters one after another: "s m i t h", "b as in boy", "double l", "kilo alpha romeo lima", "o apostrophe b r".
#pragma once

#include "dialog/words.h"

#include <optional>

namespace nightbell {

struct SpelledLetters
{
    QString
        letters;   // lower case, but where a capital was said; a hyphen, apostrophe or space stands where one was said
    int count = 0; // of words
};

// Nothing unless at least two letters were said, or one with a word to make it clear.
std::optional<SpelledLetters> spelledAt(const Words &words, int place);

std::optional<QChar> letterNamedAt(const Words &words, int place); // "h", "aitch"

int doubledLetterAt(const Words &words, int place); // how many words "double s" is, where no other letter is beside it

} // namespace nightbell
