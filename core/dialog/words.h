// What was said, as words: the one way in which every reader of this room takes an utterance apart. A word is lower
// case, without apostrophes ("don't" is "dont") and without the marks around it; "10:30", "8.5", "3/14" and an
// e-mail's "@" stay inside a word, a hyphen parts two. Where it stood is kept, so that a reader can show its evidence.
#pragma once

#include <QList>
#include <QString>

namespace nightbell {

struct Word
{
    QString text;
    int from = 0;            // in the utterance, in characters
    int to = 0;              // the first character behind it
    bool pauseAfter = false; // a comma, full stop or line end followed
    bool operator==(const Word &) const = default;
};

using Words = QList<Word>;

inline constexpr int wordsAtMost = 400; // of one utterance; what is beyond is not read
inline constexpr int wordCharactersAtMost = 60;

Words wordsOf(QStringView utterance);

QString joined(const Words &words, int first, int count); // with single spaces
QString joined(const Words &words);

// Which words led to a conclusion, and by which rule: shown to staff when they ask why.
struct Evidence
{
    int first = 0; // the first word
    int count = 0;
    QString rule; // a short stable name, e.g. "cardiac.pain", "negation.no", "phrases"
    bool operator==(const Evidence &) const = default;
};

} // namespace nightbell
