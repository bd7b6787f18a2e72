// The keys of a telephone, as staff can press them.
#pragma once

#include <QString>

#include <algorithm>

namespace nightbell {

inline constexpr QLatin1StringView keypadKeys("0123456789*#ABCD");
inline constexpr int keypadKeysAtMost = 32; // asked for at once

inline bool areKeypadKeys(const QString &keys)
{
    return !keys.isEmpty() && keys.size() <= keypadKeysAtMost
        && std::ranges::all_of(keys, [](QChar key) { return keypadKeys.contains(key); });
}

} // namespace nightbell
