// A text in the phrases in which it is spoken: sentences, and long ones parted where a speaker would breathe.
#pragma once

#include <QList>
#include <QString>

namespace nightbell {

inline constexpr qsizetype phraseCharactersAtMost = 200;

struct Phrase
{
    qsizetype at = 0; // in the text
    QString words;    // without the spaces around them
    bool operator==(const Phrase &) const = default;
};

QList<Phrase> phrasesOf(const QString &text);

} // namespace nightbell
