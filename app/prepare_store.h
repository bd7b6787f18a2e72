// The first look at the store when the program starts: migrated, every clinic's key open. What is wrong is worded for
// the person who starts the program, with the remedy.
#pragma once

#include "store/store_plan.h"

namespace nightbell {

Result<> prepareStore(const StorePlan &plan); // a new recovery key is in its file before the store counts on it

} // namespace nightbell
