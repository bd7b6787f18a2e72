// One call in the clear, as JSON lines: the only place where the program writes a caller's words unsealed, and only
// because a person of the clinic asked for this very call.
#pragma once

#include "store/journal_rows.h"

#include <QIODevice>

namespace nightbell {

// Answers the number of lines. NotFound when there is no such call, or retention has destroyed its key.
Result<qint64> exportCall(Database &database, KeyRing &keys, const CallId &call, QIODevice &to);

} // namespace nightbell
