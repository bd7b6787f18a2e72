// What the journal answers: where an event is safe, and how far the store is behind.
#pragma once

#include "instant.h"

#include <QString>

#include <optional>

namespace nightbell {

struct Receipt
{
    enum class Where { Store, Spill }; // either way it survives the end of the process
    qint64 position = 0;
    Where where = Where::Store;
    bool operator==(const Receipt &) const = default;
};

struct Behind
{
    qint64 inMemory = 0; // appended, not durable yet
    qint64 inSpill = 0;  // durable on this disk, not in the store yet
    qint64 spillBytes = 0;
    std::optional<Instant> since; // when the spill began to fill; none while nothing waits there
    qint64 setAside = 0;          // spilled, then refused by the store for what they are: kept in the aside file
    qint64 refused = 0;           // whose future carried a problem
    QString why;                  // since then; for the log
    bool operator==(const Behind &) const = default;
};

} // namespace nightbell
