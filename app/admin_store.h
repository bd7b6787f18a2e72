// The store as the admin tasks open it: with the settings, clinics and secrets of the program, but without an engine.
#pragma once

#include "app/admin.h"
#include "store/key_ring.h"

namespace nightbell {

struct AdminStore
{
    std::unique_ptr<SecretStore> secrets;
    std::unique_ptr<Database> database;
};

std::unique_ptr<SecretStore> secretsOf(const AdminPlace &place);

enum class StoreMust { Exist, MayBeMade };
enum class StoreUse { ReadOnly, ReadWrite }; // ReadOnly: changes neither rows nor secrets

// An existing store has this program's schema; one that may be made is migrated to it.
Result<AdminStore> openForAdmin(const AdminPlace &place, StoreUse use, StoreMust must = StoreMust::Exist);

// On SQLite the lock of the data folder says it; on a server engines of other machines may be at work.
Result<> nobodyElseAtWork(Database &database);

Result<QList<ClinicId>> clinicsOf(Database &database); // whose keys the store has
Result<> openKeys(KeyRing &keys, const QList<ClinicId> &clinics);

void print(std::FILE *stream, const QString &line);
QString say(const char *words); // of the context "Admin"

} // namespace nightbell
