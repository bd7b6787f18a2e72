// Written text as the words a recogniser knows: "Dr. O'Brien, 10:30" is doctor o'brien ten thirty. Lower case, numbers
// said out, "dont" with its apostrophe; nothing but letters and apostrophes is left, which a grammar cannot trip over.
#pragma once

#include <QStringList>

namespace nightbell {

inline constexpr int earWordCharactersAtMost = 30; // what is longer is not a word
inline constexpr int earWordsAtMost = 400;

QStringList earWords(QStringView written);

} // namespace nightbell
