// The embedded default: one file, WAL, synchronous=FULL, BEGIN IMMEDIATE.
#pragma once

#include "store/database.h"

namespace nightbell {

enum class SqliteUse { ReadWrite, ReadOnly };

// path may be ":memory:". The folder must exist. A file that is not a database is Damaged, never replaced.
Result<std::unique_ptr<Database>> openSqlite(const QString &path, SqliteUse use = SqliteUse::ReadWrite);

} // namespace nightbell
