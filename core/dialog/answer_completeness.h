// Whether what a caller said so far is likely to go on: "on…" is, the whole answer to what was asked is not. Judges the
// end of a turn, never what the words mean for the call.
#pragma once

#include "dialog/when_dates.h"
#include "dialog/words.h"

#include <QStringList>

namespace nightbell {

struct AwaitedAnswer
{
    QString key;         // "dob", "confirm", "offer", …, as the conversation names its questions; empty: anything
    QStringList choices; // what was offered, as one would say it
    QString region;      // of telephone numbers
    Moment moment;       // in which it was asked
};

enum class Completeness {
    Hanging,  // more must come: "my name is", six digits of a telephone number
    Open,     // nobody can tell
    Complete, // it answers the question
};

Completeness completenessOf(const Words &said, const AwaitedAnswer &awaited);

} // namespace nightbell
