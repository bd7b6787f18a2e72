// What may be given to a statement, the same on every back end; what a common answer is made into.
#pragma once

#include "store/database.h"

#include <optional>

namespace nightbell {

// Invalid when a value has a type the door does not know or a text holds a NUL character, which SQLite would keep and
// PostgreSQL cannot; the detail names the value's number only.
std::optional<Problem> unstorable(const SqlValues &values);

template<class Id> Result<QList<Id>> idsIn(const Result<SqlRows> &found) // of the only column
{
    if (!found)
        return found.problem();
    QList<Id> ids;
    for (const SqlValues &row : found.value().rows)
        ids << Id(row.at(0).toString());
    return ids;
}

} // namespace nightbell
