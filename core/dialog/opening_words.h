// What the words that open a call want, where the guess of the whole sentence goes astray: a correction in it looks
// like an appointment to be moved, anger like a complaint, two errands like one.
#pragma once

#include "dialog/meaning.h"
#include "dialog/slot_readers.h"

#include <functional>

namespace nightbell {

struct HeardOnce // one utterance, read in every way that a conversation looks at it
{
    Words words;
    Meaning meaning;
    QList<ReadSlot> read;

    bool says(Intent intent, float from = Meaning::sureFrom) const;
};

// The errands in it, the first to be served first.
QList<Intent> weighed(QList<Intent> wanted, const HeardOnce &heard, const std::function<bool(Intent)> &isErrand);

// The part of several in one breath that begins an errand; empty when none does by itself.
QString clauseOf(Intent errand, const HeardOnce &heard);

} // namespace nightbell
