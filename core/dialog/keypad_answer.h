// Keys as an equal way to answer: which a question waits for, and what they mean as words.
#pragma once

#include "clinic/organisation.h"
#include "dialog/dialog_state.h"

namespace nightbell {

struct KeysWanted
{
    bool zero = false; // is one of the digits; else it is a person, at once
    int length = 1;    // then it is answered; fewer are when a while passes or # is pressed
    bool operator==(const KeysWanted &) const = default;
};
KeysWanted keysWanted(const AskedQuestion &asked);

inline constexpr qsizetype keysAtMost = 20; // of one answer

// What a caller would have said instead; nothing where the keys mean nothing to this question.
std::optional<QString> wordsOfKeys(const QString &keys, const AskedQuestion &asked, const Organisation &clinic);

} // namespace nightbell
