// Whether two spellings are one person's name: what a recogniser hears is seldom what the book says, letter by letter.
#pragma once

#include <QString>

namespace nightbell {

// "Jon Smyth" is "John Smith"; "Maria Santos" is "Maria G. Santos"; "Ana Ruiz" is not "Anna Ruth".
bool sameName(const QString &said, const QString &written);

} // namespace nightbell
