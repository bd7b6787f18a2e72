// The first look at the store when the program starts: migrated, every clinic's key open. What is wrong is worded for
// the person who starts the program, with the remedy.
#pragma once

#include "store/store_plan.h"

namespace nightbell {

struct NewRecoveryKey // to be shown to the owner once, and never again
{
    ClinicId clinic;
    PrivateText words;
};

Result<QList<NewRecoveryKey>> prepareStore(const StorePlan &plan);

} // namespace nightbell
