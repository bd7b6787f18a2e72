// The bytes of a posting segment before they are sealed, pure: the places of one word, ascending, as distances. A place
// is a line of the journal and where in that line the word stands, so phrases are found without opening a line.
#pragma once

#include "result.h"

#include <QByteArray>
#include <QList>

#include <algorithm>
#include <limits>

namespace nightbell {

using Place = qint64; // line * wordsPerLine + word; a word beyond the last has the last one's place

constexpr qint64 wordsPerLine = 1024;
constexpr qint64 lineAtMost = std::numeric_limits<qint64>::max() / wordsPerLine - 1;

constexpr Place placeOf(qint64 line, qint64 word) { return line * wordsPerLine + std::min(word, wordsPerLine - 1); }
constexpr qint64 lineOf(Place place) { return place / wordsPerLine; }
constexpr Place lastPlaceIn(qint64 line) { return placeOf(line, wordsPerLine - 1); }
constexpr Place placeAfter(Place place) // of the next word in the line
{
    return place % wordsPerLine == wordsPerLine - 1 ? place : place + 1;
}

constexpr qsizetype placesAtMost = 4096; // in a segment; so merging and opening one stay cheap

QByteArray encodePlaces(const QList<Place> &ascending);
Result<QList<Place>> decodePlaces(QByteArrayView bytes); // Damaged unless it is what encodePlaces writes

} // namespace nightbell
