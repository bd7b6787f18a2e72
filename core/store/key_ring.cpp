#include "store/key_ring.h"

#include "store/key_names.h"
#include "store/recovery_key.h"

namespace nightbell {

using namespace key_names;

// While a rotation is under way the row holds two keys sealed for recovery: the one that counts and the next.
bool KeyRing::ClinicRow::rotating() const { return forRecovery.size() == 2 * sealedForRecoveryBytes; }

Result<std::optional<KeyRing::ClinicRow>> KeyRing::rowOf(const ClinicId &clinic)
{
    const auto found = m_database.run(QStringLiteral("SELECT generation, index_key, recovery_public, for_recovery "
                                                     "FROM clinic_key WHERE clinic = ?"),
                                      {clinic.text()});
    if (!found)
        return found.problem();
    if (found.value().rows.isEmpty())
        return std::optional<ClinicRow>();
    const SqlValues &row = found.value().rows.front();
    return std::optional(
        ClinicRow{row[0].toLongLong(), row[1].toByteArray(), row[2].toByteArray(), row[3].toByteArray()});
}

Result<std::optional<SealKey>> KeyRing::secret(const QString &name)
{
    const Result<SealKey> key = keyFrom(m_secrets.read(name));
    if (key)
        return std::optional(key.value());
    if (key.problem().kind == Problem::Kind::NotFound)
        return std::optional<SealKey>();
    return key.problem();
}

Result<> KeyRing::keepSecret(const QString &name, const SealKey &key)
{
    if (const Result<> kept = m_secrets.write(name, key.view().toByteArray()); !kept)
        return kept;
    const auto back = secret(name); // a keychain may say yes and keep nothing
    if (!back)
        return back.problem();
    if (!back.value() || !(*back.value() == key))
        return Problem{Problem::Kind::Refused, QStringLiteral("the secret store did not keep a key")};
    return {};
}

Result<> KeyRing::open(const ClinicId &clinic)
{
    const auto row = rowOf(clinic);
    if (!row)
        return row.problem();
    return row.value() ? openFrom(clinic, *row.value()) : Result<>(needsRecovery(clinic));
}

Result<PrivateText> KeyRing::openOrCreate(const ClinicId &clinic, const KeepWords &keep)
{
    const auto row = rowOf(clinic);
    if (!row)
        return row.problem();
    if (!row.value()) {
        const auto kept = secret(secretName(clinic));
        return kept ? create(clinic, kept.value(), keep) : kept.problem();
    }
    const Result<> opened = openFrom(clinic, *row.value());
    return opened ? Result<PrivateText>(PrivateText()) : opened.problem();
}

Result<> KeyRing::openFrom(const ClinicId &clinic, const ClinicRow &row)
{
    const Result<> loaded = load(clinic, row);
    return loaded ? finishRotation(clinic, row) : loaded;
}

// A secret without a row is what a crash in here leaves behind, or a fresh database beside an older one's key. Either
// way the key that is there is used: nothing in this database is sealed with another, and backups may still need it.
// The row is inserted first (it is the lock between two engines that start at once); the secret, then the recovery
// key's words are kept before the row is committed: no crash leaves a row whose key or words nobody has.
Result<PrivateText> KeyRing::create(const ClinicId &clinic, const std::optional<SealKey> &kept, const KeepWords &keep)
{
    constexpr qint64 first = 1;
    const SealKey key = kept.value_or(SealKey::fresh());
    const RecoveryKey recovery = RecoveryKey::fresh();
    const PrivateText words(recovery.text());
    const Result<QByteArray> forRecovery = sealForRecovery(recovery.publicKey(), key);
    if (!forRecovery)
        return forRecovery.problem();
    const ClinicRow row{first, seal(key, SealKey::fresh().view(), aboutIndex(clinic, first)), recovery.publicKey(),
                        forRecovery.value()};
    const Result<bool> made = inTransaction(m_database, [&]() -> Result<bool> {
        const Result<bool> inserted = insertRow(clinic, row);
        if (!inserted || !inserted.value())
            return inserted; // another engine was first
        if (const Result<> done = keepFirstSecret(clinic, key); !done)
            return done.problem();
        if (keep)
            if (const Result<> done = keep(words); !done)
                return done.problem();
        return true;
    });
    if (!made)
        return made.problem();
    if (const Result<> loaded = reload(clinic); !loaded)
        return loaded.problem();
    return made.value() ? words : PrivateText();
}

Result<bool> KeyRing::insertRow(const ClinicId &clinic, const ClinicRow &row)
{
    const auto orphans =
        m_database.run(QStringLiteral("SELECT 1 FROM call_key WHERE clinic = ? LIMIT 1"), {clinic.text()});
    if (!orphans)
        return orphans.problem();
    if (!orphans.value().rows.isEmpty())
        return Problem{Problem::Kind::Damaged,
                       QStringLiteral("clinic %1 has sealed calls and no key row").arg(clinic.text())};
    const auto inserted = m_database.run(
        QStringLiteral("INSERT INTO clinic_key (clinic, generation, index_key, recovery_public, for_recovery) "
                       "VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"),
        {clinic.text(), row.generation, row.index, row.recoveryPublic, row.forRecovery});
    if (!inserted)
        return inserted.problem();
    return inserted.value().changed == 1;
}

Result<> KeyRing::keepFirstSecret(const ClinicId &clinic, const SealKey &key)
{
    const auto now = secret(secretName(clinic));
    if (!now)
        return now.problem();
    if (!now.value())
        return keepSecret(secretName(clinic), key);
    if (*now.value() == key)
        return {};
    return Problem{Problem::Kind::Refused,
                   QStringLiteral("another program keeps a key for clinic %1; start again").arg(clinic.text())};
}

Result<> KeyRing::load(const ClinicId &clinic, const ClinicRow &row)
{
    const auto key = secret(secretName(clinic));
    if (!key)
        return key.problem();
    const auto next = secret(nextName(clinic));
    if (!next)
        return next.problem();
    if (!key.value() && !next.value())
        return needsRecovery(clinic);
    for (const auto &candidate : {key.value(), next.value()}) {
        if (!candidate)
            continue;
        const Result<SealKey> index = keyFrom(unseal(*candidate, row.index, aboutIndex(clinic, row.generation)));
        if (!index)
            continue;
        m_clinics.insert(clinic, {*candidate, index.value(), row.generation, next.value()});
        return {};
    }
    return Problem{
        Problem::Kind::Damaged,
        QStringLiteral("wrong key for clinic %1: the kept key does not open the store's").arg(clinic.text())};
}

Result<SealKey> KeyRing::indexKey(const ClinicId &clinic) const
{
    const auto keys = m_clinics.constFind(clinic);
    if (keys == m_clinics.cend())
        return notOpened(clinic);
    return keys->index;
}

Result<> KeyRing::reload(const ClinicId &clinic)
{
    const auto row = rowOf(clinic);
    if (!row)
        return row.problem();
    return row.value() ? load(clinic, *row.value()) : Result<>(needsRecovery(clinic));
}

// Locked for sharing, so that a rotation by another engine cannot pass by a call key that is being written.
Result<qint64> KeyRing::lockedGeneration(const ClinicId &clinic)
{
    const bool shares = m_database.dialect() == Database::Dialect::Postgres;
    const auto found = m_database.run(QStringLiteral("SELECT generation FROM clinic_key WHERE clinic = ?")
                                          + (shares ? QStringLiteral(" FOR SHARE") : QString()),
                                      {clinic.text()});
    if (!found)
        return found.problem();
    return found.value().rows.isEmpty() ? qint64(0) : found.value().rows[0][0].toLongLong();
}

Result<SealKey> KeyRing::newCallKey(const ClinicId &clinic, const CallId &call)
{
    if (!m_clinics.contains(clinic))
        return notOpened(clinic);
    const Result<qint64> generation = lockedGeneration(clinic);
    if (!generation)
        return generation.problem();
    if (generation.value() != m_clinics.constFind(clinic)->generation)
        if (const Result<> loaded = reload(clinic); !loaded)
            return replaced(clinic);
    const ClinicKeys &keys = *m_clinics.constFind(clinic);
    const SealKey key = SealKey::fresh();
    const auto inserted =
        m_database.run(QStringLiteral("INSERT INTO call_key (call, clinic, generation, wrapped) VALUES (?, ?, ?, ?) "
                                      "ON CONFLICT DO NOTHING"),
                       {call.text(), clinic.text(), keys.generation,
                        seal(keys.clinic, key.view(), aboutCall(clinic, call, keys.generation))});
    if (!inserted)
        return inserted.problem();
    if (inserted.value().changed == 1) {
        m_calls.insert(call, new SealKey(key));
        return key;
    }
    m_calls.remove(call);
    return callKey(call);
}

Result<SealKey> KeyRing::callKey(const CallId &call)
{
    if (const SealKey *known = m_calls.object(call))
        return *known;
    const auto found = m_database.run(QStringLiteral("SELECT clinic, generation, wrapped FROM call_key WHERE call = ?"),
                                      {call.text()});
    if (!found)
        return found.problem();
    if (found.value().rows.isEmpty())
        return Problem{Problem::Kind::NotFound, QStringLiteral("call %1 has no key").arg(call.text())};
    const SqlValues &row = found.value().rows.front();
    Result<SealKey> key = unwrap(ClinicId(row[0].toString()), call, row[1].toLongLong(), row[2].toByteArray());
    if (key)
        m_calls.insert(call, new SealKey(key.value()));
    return key;
}

Result<SealKey> KeyRing::unwrap(const ClinicId &clinic, const CallId &call, qint64 generation,
                                const QByteArray &wrapped)
{
    const auto keys = m_clinics.constFind(clinic);
    if (keys == m_clinics.cend())
        return notOpened(clinic);
    if (generation > keys->generation + (keys->next ? 1 : 0)) // rotated by another engine, its key may be here by now
        if (const Result<> loaded = reload(clinic); !loaded)
            return replaced(clinic);
    const ClinicKeys &current = *m_clinics.constFind(clinic);
    if (generation > current.generation && !current.next)
        return replaced(clinic);
    const SealKey &wrapping = generation > current.generation ? *current.next : current.clinic;
    return keyFrom(unseal(wrapping, wrapped, aboutCall(clinic, call, generation)));
}

Result<> KeyRing::destroyCallKey(const CallId &call)
{
    m_calls.remove(call);
    const auto gone = m_database.run(QStringLiteral("DELETE FROM call_key WHERE call = ?"), {call.text()});
    return gone ? Result<>() : Result<>(gone.problem());
}

} // namespace nightbell
