// From the setting store.url to an open database:
//     sqlite:                         the file in the data folder
//     sqlite:/path/to/file
//     postgresql://user@host/database (its password lives in the secret store)
#pragma once

#include "settings/secret_store.h"
#include "store/database.h"

namespace nightbell {

inline const QString storePasswordName = QStringLiteral("store-password"); // in the SecretStore

QString storeFile(const QString &url, const QString &dataFolder); // where the database is; empty: on a server

Result<std::unique_ptr<Database>> openStoreDatabase(const QString &url, const QString &dataFolder, SecretStore &secrets,
                                                    const QList<ClinicId> &clinics);

} // namespace nightbell
