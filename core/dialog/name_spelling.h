// How a name is written: which of two spellings the caller meant, and its capitals.
#pragma once

#include <QString>

namespace nightbell {

bool soundsLike(const QString &said, const QString &spelled); // "weis" and "weiss", "cathy" and "kathy"

// "catherine" "with a k", "sarah" "without an h", "philip" "with two ls"
QString respelled(const QString &name, QChar letter, int times);

// "clark" "with an e on the end", "nicki" "ending in a y"
QString endedWith(const QString &name, QChar letter);

qsizetype spellingDistance(const QString &one, const QString &other); // letters to add, drop or change

QString asWritten(const QString &name, bool first); // "mcdonald" McDonald, "obrien" O'Brien, "van" stays unless first

} // namespace nightbell
