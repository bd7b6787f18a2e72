// The words of an utterance as the readers of days and hours want them: what a recogniser tore apart is joined ("to
// morrow", "a m"), what it misspelt is set right ("wensday", "febuary"), what means nothing is left out ("um").
#pragma once

#include "dialog/words.h"

namespace nightbell {

struct WhenWords
{
    Words words;
    QList<int> origins; // of each word: the first word of the utterance that it was made of; one more than words

    Evidence evidence(int first, int count, const QString &rule) const;
};

WhenWords whenWords(const Words &said);

} // namespace nightbell
