// What waits on the local disk for the store, looked at without opening it as a journal does: that would cut a torn
// tail.
#pragma once

#include "result.h"

namespace nightbell {

struct WaitingSpill
{
    qint64 entries = 0;
    qint64 bytesTorn = 0; // behind the last whole entry
};

// A missing file: nothing waits. Damaged: the file is no spill.
Result<WaitingSpill> lookIntoSpill(const QString &path);

} // namespace nightbell
