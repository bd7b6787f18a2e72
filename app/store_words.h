// What kept the program from its store, as one sentence for the person who started it, with the remedy. The kind
// stays, so that exitCodeFor() answers the code. DataFolder and the settings word their own problems.
#pragma once

#include "ids.h"
#include "result.h"

namespace nightbell {

Problem storeTrouble(const Problem &problem);                               // of opening, reading or writing the store
Problem keyTrouble(const Problem &problem, const ClinicId &clinic);         // of opening a clinic's keys
Problem recoveryKeyTrouble(const Problem &problem, const ClinicId &clinic); // of keeping a new recovery key

} // namespace nightbell
