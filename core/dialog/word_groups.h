// Words that play the same part: what a model learns of "aetna" holds for "cigna", which no phrase may have named.
#pragma once

#include <QString>

namespace nightbell {

QString groupOf(const QString &word); // "#plan"; the word itself where it belongs to no group

} // namespace nightbell
