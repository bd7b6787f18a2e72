// Words as search sees them, pure: letters and digits, case folded, without apostrophes and accents. What is found is
// defined by these words alone, in the index, in the lines and in the query alike.
#pragma once

#include "result.h"

#include <QString>
#include <QStringList>

namespace nightbell {

constexpr qsizetype searchWordCharactersAtMost = 64; // the rest of a longer word is cut off

QStringList searchWordsOf(QStringView text);

// What one piece of a query asks of a line: these words in a row; the last may be only the beginning of one.
struct SearchPiece
{
    QStringList words; // at least one
    bool prefix = false;
    bool operator==(const SearchPiece &) const = default;
};

using SearchQuery = QList<SearchPiece>; // a line has all of them; no piece: nothing is found

constexpr qsizetype queryCharactersAtMost = 1000;
constexpr qsizetype queryWordsAtMost = 32;

// word "several words" begin*; a word that falls into several ("e-mail") counts as quoted. Invalid when too long.
Result<SearchQuery> searchQueryFrom(QStringView typed);

bool matches(const SearchQuery &query, const QStringList &words);

} // namespace nightbell
