#include "speech/word_times.h"

#include <algorithm>

namespace nightbell {

namespace {
constexpr qint64 heardOfAWordMs = 80; // a word of which less was heard was not
}

qsizetype heardCharacters(const WordTimes &words, const PlayedPart &played)
{
    if (played.playedMs >= played.wholeMs)
        return played.characters;
    if (words.isEmpty())
        return played.characters * std::max<qint64>(played.playedMs, 0) / std::max<qint64>(played.wholeMs, 1);
    const auto next =
        std::ranges::find_if(words, [&](const WordTime &word) { return word.atMs + heardOfAWordMs > played.playedMs; });
    return next == words.end() ? played.characters : std::min(next->character, played.characters);
}

} // namespace nightbell
