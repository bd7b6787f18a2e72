// How each word that may be heard is said. What the recogniser's own dictionary knows is read from it, the words that
// are needed only; all others are said after the rules of spelling.
#pragma once

#include "result.h"

#include <QByteArray>
#include <QMap>
#include <QSet>
#include <QString>

namespace nightbell {

using Pronunciations = QMap<QString, QList<QByteArray>>; // sounds apart by spaces, the usual way first

// A word that cannot be said at all is missing from the answer.
Result<Pronunciations> pronunciationsOf(const QSet<QString> &words, const QString &dictionaryFile);

QByteArray dictionaryText(const Pronunciations &pronunciations); // in the form that PocketSphinx reads

} // namespace nightbell
