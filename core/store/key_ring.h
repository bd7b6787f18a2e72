// The keys of the store. One data key per call, wrapped by its clinic's key; the clinic's key lives in the SecretStore
// and, sealed for the owner's recovery key, in the database. An index key per clinic (wrapped by the clinic's key)
// makes look-up hashes that survive a rotation. Belongs to one thread, like its database.
#pragma once

#include "ids.h"
#include "private_text.h"
#include "settings/secret_store.h"
#include "store/database.h"
#include "store/seal.h"

#include <QCache>
#include <QHash>

#include <functional>
#include <optional>

namespace nightbell {

class KeyRing
{
public:
    static constexpr int callKeysKept = 4096; // opened call keys in memory; the least used goes first

    KeyRing(Database &database, SecretStore &secrets) : m_database(database), m_secrets(secrets) { }

    // Opens the clinic's keys, and finishes a rotation that was cut short. Missing or wrong key: Locked, NotFound or
    // Damaged, and nothing is changed. Not inside a transaction.
    Result<> open(const ClinicId &clinic);

    // Has the recovery key's words on disk when it returns. It is asked before the store counts on them: when it fails,
    // the store keeps nothing; words that a crash left behind without a store that counts on them are replaced.
    using KeepWords = std::function<Result<>(const PrivateText &words)>;

    // The same, but makes the keys where the database knows none; answers the recovery key then, else an empty text.
    Result<PrivateText> openOrCreate(const ClinicId &clinic, const KeepWords &keep = {});

    // Writes the key's row in the transaction that is open, if any; a second time: the same key.
    Result<SealKey> newCallKey(const ClinicId &clinic, const CallId &call);
    Result<SealKey> callKey(const CallId &call); // NotFound once retention destroyed it
    Result<SealKey> indexKey(const ClinicId &clinic) const;

    // A new clinic key; every call key re-wrapped; answers how many. Not inside a transaction.
    Result<int> rotate(const ClinicId &clinic);
    Result<> destroyCallKey(const CallId &call);
    void forgetCallKeys() { m_calls.clear(); } // a transaction failed: rows seen in it may not exist

    // Puts the clinic's key into the secret store of this machine, then opens it.
    Result<> recover(const ClinicId &clinic, const PrivateText &recoveryKey);

private:
    struct ClinicKeys
    {
        SealKey clinic;
        SealKey index;
        qint64 generation;
        std::optional<SealKey> next; // of a rotation that is under way
    };
    struct ClinicRow
    {
        qint64 generation;
        QByteArray index, recoveryPublic, forRecovery;
        bool rotating() const;
    };

    Result<std::optional<ClinicRow>> rowOf(const ClinicId &clinic);
    Result<std::optional<SealKey>> secret(const QString &name); // no value: certainly missing
    Result<> keepSecret(const QString &name, const SealKey &key);
    Result<> load(const ClinicId &clinic, const ClinicRow &row);
    Result<> openFrom(const ClinicId &clinic, const ClinicRow &row);
    Result<PrivateText> create(const ClinicId &clinic, const std::optional<SealKey> &kept, const KeepWords &keep);
    Result<bool> insertRow(const ClinicId &clinic, const ClinicRow &row);
    Result<> keepFirstSecret(const ClinicId &clinic, const SealKey &key);
    Result<> reload(const ClinicId &clinic);
    Result<> finishRotation(const ClinicId &clinic, const ClinicRow &row);
    Result<> beginRotation(const ClinicId &clinic, const ClinicRow &row, const SealKey &next);
    Result<> takeBack(const ClinicId &clinic, const ClinicRow &row);
    Result<int> moveCallKeys(const ClinicId &clinic);
    Result<int> moveSome(const ClinicId &clinic, CallId &after, bool &more);
    Result<int> switchOver(const ClinicId &clinic, const ClinicRow &row);
    Result<> settle(const ClinicId &clinic);
    Result<qint64> lockedGeneration(const ClinicId &clinic);
    Result<SealKey> unwrap(const ClinicId &clinic, const CallId &call, qint64 generation, const QByteArray &wrapped);

    Database &m_database;
    SecretStore &m_secrets;
    QHash<ClinicId, ClinicKeys> m_clinics;
    QCache<CallId, SealKey> m_calls{callKeysKept};
};

} // namespace nightbell
