// When the words of a sentence begin in its sound: from it follows which word a cut fell in.
#pragma once

#include <QList>

namespace nightbell {

struct WordTime
{
    qsizetype character = 0; // of the sentence as it was written
    qint64 atMs = 0;         // since its sound began
    bool operator==(const WordTime &) const = default;
};

using WordTimes = QList<WordTime>; // in the order in which they are spoken

struct PlayedPart
{
    qint64 playedMs = 0;
    qint64 wholeMs = 0;
    qsizetype characters = 0; // of the whole sentence
};

// How many characters had been heard: up to the end of the last word that began before the cut; without times, in
// proportion.
qsizetype heardCharacters(const WordTimes &words, const PlayedPart &played);

} // namespace nightbell
