// What a statistical model sees of an utterance: its words and how they follow each other, pieces of words (which
// survive a recogniser's misspelling), where they stand, how long it is, and the kind of question it answers.
#pragma once

#include "dialog/words.h"

namespace nightbell {

struct PhraseFeature
{
    quint32 key = 0; // a hash; two features sharing one are rare enough not to matter
    float value = 0;
    int first = 0; // the words it was made of
    int count = 0; // 0: the utterance as a whole
};

// The values' squares add up to 1, so that a long story weighs as much as a short request.
QList<PhraseFeature> featuresOf(const Words &said, const Words &asked);

quint32 keyOfWord(const QString &word);

} // namespace nightbell
