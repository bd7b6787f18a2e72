// The search index of one clinic under the store's check: every sealed row of it opens. Damage here harms no call: the
// index can be made anew from the journal.
#pragma once

#include "store/store_check.h"

namespace nightbell {

// The clinic's keys are open. A problem only where the database cannot be asked.
Result<> checkSearch(Database &database, KeyRing &keys, const ClinicId &clinic, CheckReport &report);

} // namespace nightbell
