// The names of weekdays and months, after recogniser noise was mended.
#pragma once

#include <QString>

#include <optional>

namespace nightbell {

std::optional<int> weekdayOf(const QString &word); // 1 is Monday
std::optional<int> monthOf(const QString &word);   // 1 is January

} // namespace nightbell
