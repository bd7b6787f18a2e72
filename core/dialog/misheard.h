// What a recogniser wrote for a word of danger that it did not know: "breef" for breath, "anna fill axis" for
// anaphylaxis. Only words that mean nothing of their own are heard anew, by how they sound and are spelled.
#pragma once

#include "dialog/words.h"

#include <QHash>
#include <QSet>

#include <functional>

namespace nightbell {

struct Spellings
{
    QStringList keyWords;   // worth hearing behind a misspelling
    QStringList takenApart; // long ones, written as several words: "over dose"
    QStringList ordinary;   // near to a key word, and meant as they stand
};

class Misheard
{
public:
    explicit Misheard(const Spellings &spellings);

    // As many words as were said, each where it stood; of several that are one, the first stands for it and the rest
    // are murmurs.
    // murmurs. Nothing that `isKnown` is heard anew.
    Words mended(const Words &said, const std::function<bool(const QString &)> &isKnown) const;

private:
    QString meantBy(const QString &word) const; // empty: as it stands
    bool mayBegin(const QString &word) const;
    bool join(Words &words, qsizetype first) const;

    QSet<QString> m_plain;            // key words and ordinary ones
    QHash<QString, QString> m_sounds; // rough sound → key word
    QHash<QString, QString> m_joined; // the same of those that are taken apart
    QHash<QString, QString> m_edits;  // a key word, whole or with a letter less → key word
};

} // namespace nightbell
