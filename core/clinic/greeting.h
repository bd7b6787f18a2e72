// The first sentence a caller hears. The clinic's people write it; {clinic} and {emergency} stand for what the file
// says.
#pragma once

#include "clinic/organisation.h"

#include <optional>

namespace nightbell {

QString greetingWords(const Organisation &organisation); // ready to be spoken: the emergency number digit by digit

// A piece in braces that stands for nothing, or a brace without its partner; nothing if the text is fine.
std::optional<QString> unknownPiece(QStringView greeting);

} // namespace nightbell
