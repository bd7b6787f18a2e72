// The schema as an append-only list of numbered steps. A step that was ever released is never edited.
#pragma once

#include "store/database.h"

namespace nightbell {

int schemaVersion();                             // of this program
Result<int> schemaVersionOf(Database &database); // of the database; 0 when it is fresh
Result<> ofThisSchema(Database &database);       // only asks: Newer, or Refused where migrate() has steps to do
Result<> migrate(Database &database);            // Newer when a later program wrote it: nothing is touched

} // namespace nightbell
