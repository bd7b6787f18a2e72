// Wordings with places to fill: "{name}", "{date}", and forms that depend on a number: "{count|one opening|#
// openings}".
#pragma once

#include "result.h"

#include <QHash>
#include <QString>

namespace nightbell {

// The places a wording may have. What is not known when it is spoken makes the sentence unusable, never half a
// sentence.
const QStringList &wordingPlaces();

Result<> checkWording(const QString &wording); // its braces and places

using PlaceWords = QHash<QString, QString>; // "count" holds a number in digits

Result<QString> filled(const QString &wording, const PlaceWords &words);

} // namespace nightbell
