// On PostgreSQL the database itself keeps clinics apart: a connection sees and writes only rows of the clinics that it
// was opened for (Database::showClinics). A superuser and a role with BYPASSRLS are never bound, so an engine must not
// connect as one; a role that owns the tables is bound, though it could lift the rule.
#pragma once

#include "store/database.h"

namespace nightbell {

// Protects every table that has a clinic column and is not protected yet. Does nothing on SQLite.
Result<> protectRowsOfClinics(Database &database);

} // namespace nightbell
