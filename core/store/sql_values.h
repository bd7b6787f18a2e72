// What may be given to a statement, the same on every back end.
#pragma once

#include "store/database.h"

#include <optional>

namespace nightbell {

// Invalid when a value has a type the door does not know or a text holds a NUL character, which SQLite would keep and
// PostgreSQL cannot; the detail names the value's number only.
std::optional<Problem> unstorable(const SqlValues &values);

} // namespace nightbell
