// The part of the check that looks at the diary: whether each appointment opens and has its minutes, whether each
// minute has somebody, and whether what the diary did in a call is what the journal says of it.
#pragma once

#include "store/journal_rows.h"
#include "store/store_check.h"

namespace nightbell {

Result<> checkDiary(Database &database, KeyRing &keys, const ClinicId &clinic, CheckReport &report);
Result<> checkDiaryActs(Database &database, const CallId &call, const QList<JournalEntry> &entries,
                        CheckReport &report);

} // namespace nightbell
