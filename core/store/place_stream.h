// The places of a word, of any of several words, of words in a row: asked for the newest at or before a place, each
// time at or before the last, so that a search leaps over what cannot match.
#pragma once

#include "store/posting_rows.h"

#include <memory>
#include <vector>

namespace nightbell {

constexpr Place nowhere = -1;

class PlaceStream
{
public:
    virtual ~PlaceStream() = default;
    virtual Result<Place> atOrBefore(Place place) = 0; // never asked for a later place than before
};

std::unique_ptr<PlaceStream> placesOfWord(const PostingRows &rows, const EngineId &engine, const QString &word);
std::unique_ptr<PlaceStream> placesOfAny(std::vector<std::unique_ptr<PlaceStream>> streams);
std::unique_ptr<PlaceStream> placesInARow(std::vector<std::unique_ptr<PlaceStream>> streams); // of the first one

// The newest line at or before a line where every stream has a place; nowhere when none.
Result<qint64> lineOfAll(const std::vector<std::unique_ptr<PlaceStream>> &streams, qint64 line);

} // namespace nightbell
