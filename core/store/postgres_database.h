// PostgreSQL through libpqxx, for clinics where several engines and consoles share one store.
#pragma once

#include "store/database.h"

namespace nightbell {

struct PostgresAccess
{
    QString url; // postgresql://user@host/database, without a password
    QByteArray password;
    QList<ClinicId> clinics; // see Database::showClinics
};

// Connects at once: Unreachable when there is no server or it lets nobody in.
//
// A lost connection answers Unreachable (InDoubt from commit()), and the object never goes on silently: what is left of
// the transaction answers Unreachable too. The next begin() or lone run() connects anew, with the same settings.
// A lone writing statement that was lost may have happened; one that must not belongs into a transaction.
Result<std::unique_ptr<Database>> openPostgres(const PostgresAccess &access);

} // namespace nightbell
