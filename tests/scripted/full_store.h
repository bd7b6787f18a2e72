// A store with everything on it that a running engine has: schema, keys, projections. For tests and benches.
#pragma once

#include "scripted/scripted_secrets.h"
#include "store/journal.h"

namespace nightbell {

inline const ClinicId storeClinic(QStringLiteral("clinic"));
inline const EngineId storeEngine(QStringLiteral("engine-1"));

using OpenDatabase = std::function<Result<std::unique_ptr<Database>>()>;

// Migrates, opens the clinic's keys, adds the projections.
Result<JournalStore> furnish(Result<std::unique_ptr<Database>> database, SecretStore &secrets);

Result<std::unique_ptr<Journal>> openFullJournal(const OpenDatabase &open, SecretStore &secrets,
                                                 const QString &spillPath);

Instant wallClock();

} // namespace nightbell
