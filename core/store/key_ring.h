// The keys of the store. One data key per call, wrapped by its clinic's key; the clinic's key lives in the SecretStore
// and, wrapped for the owner's recovery key, in the database. An index key per clinic (wrapped by the clinic's key)
// makes look-up hashes that survive a rotation. Belongs to one thread, like its database.
#pragma once

#include "ids.h"
#include "settings/secret_store.h"
#include "store/database.h"
#include "store/seal.h"

#include <QHash>

namespace nightbell {

class KeyRing
{
public:
    KeyRing(Database &database, SecretStore &secrets) : m_database(database), m_secrets(secrets) { }

    // Opens the clinic's keys. Makes them only where neither the database nor the secret store knows any; answers the
    // recovery key then (to be shown to the owner once), else an empty text. Missing or wrong key: Locked, NotFound or
    // Damaged, and nothing is changed.
    Result<QString> openOrCreate(const ClinicId &clinic);

    Result<SealKey> newCallKey(const ClinicId &clinic,
                               const CallId &call); // writes its row; a second time: the same key
    Result<SealKey> callKey(const CallId &call);    // NotFound once retention destroyed it
    Result<SealKey> indexKey(const ClinicId &clinic) const;

    Result<int> rotate(const ClinicId &clinic); // new clinic key; every call key re-wrapped; answers how many
    Result<> destroyCallKey(const CallId &call);
    Result<> recover(const ClinicId &clinic, const QString &recoveryKey); // puts the clinic's key into the secret store

private:
    struct ClinicKeys
    {
        SealKey clinic;
        SealKey index;
        qint64 generation = 1;
    };

    Database &m_database;
    SecretStore &m_secrets;
    QHash<ClinicId, ClinicKeys> m_clinics;
    QHash<CallId, SealKey> m_calls; // bounded
};

} // namespace nightbell
