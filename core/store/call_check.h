// One call under the store's check: its entries open, and its rows say what its entries say.
#pragma once

#include "store/store_check.h"

namespace nightbell {

// The clinic's keys are open. A problem only where the database cannot be asked.
Result<> checkCall(Database &database, KeyRing &keys, const CallId &call, CheckReport &report);

} // namespace nightbell
