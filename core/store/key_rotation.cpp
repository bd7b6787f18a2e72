// Rotation and recovery of a clinic's key. The steps, each safe to stop after:
// 1. the next key is sealed for recovery in the clinic's row and kept as a second secret   (row locked meanwhile)
// 2. call keys are wrapped again, some per transaction; their generation tells by which key
// 3. one transaction moves the last ones and the index key: the next key is now the clinic's key
// 4. the secret gets its name, the second secret goes
// Stopped within 1, the next open takes it back; stopped after 1, the next open goes on from there.
#include "store/key_names.h"
#include "store/key_ring.h"
#include "store/recovery_key.h"

namespace nightbell {

using namespace key_names;

namespace {

constexpr int callKeysPerStep = 500; // re-wrapped in one transaction

} // namespace

Result<int> KeyRing::rotate(const ClinicId &clinic)
{
    if (const Result<> loaded = reload(clinic); !loaded)
        return loaded.problem();
    auto row = rowOf(clinic);
    if (!row || !row.value())
        return row ? needsRecovery(clinic) : row.problem();
    if (row.value()->rotating() && !m_clinics.constFind(clinic)->next)
        return Problem{Problem::Kind::Refused,
                       QStringLiteral("another machine has begun to change the key of clinic %1").arg(clinic.text())};
    if (const Result<> finished = finishRotation(clinic, *row.value()); !finished)
        return finished.problem();
    row = rowOf(clinic);
    if (!row || !row.value())
        return row ? needsRecovery(clinic) : row.problem();
    if (const Result<> begun = beginRotation(clinic, *row.value(), SealKey::fresh()); !begun)
        return begun.problem();
    return moveCallKeys(clinic);
}

Result<> KeyRing::beginRotation(const ClinicId &clinic, const ClinicRow &row, const SealKey &next)
{
    const Result<QByteArray> forRecovery = sealForRecovery(row.recoveryPublic, next);
    if (!forRecovery)
        return forRecovery.problem();
    const Result<> begun = inTransaction(m_database, [&]() -> Result<> {
        const auto noted =
            m_database.run(QStringLiteral("UPDATE clinic_key SET for_recovery = ? WHERE clinic = ? AND generation = ? "
                                          "AND for_recovery = ?"),
                           {row.forRecovery + forRecovery.value(), clinic.text(), row.generation, row.forRecovery});
        if (!noted)
            return noted.problem();
        if (noted.value().changed == 0)
            return Problem{Problem::Kind::Stale,
                           QStringLiteral("another engine is changing the key of clinic %1").arg(clinic.text())};
        return keepSecret(nextName(clinic), next);
    });
    return begun ? reload(clinic) : begun;
}

Result<> KeyRing::finishRotation(const ClinicId &clinic, const ClinicRow &row)
{
    const ClinicKeys &keys = *m_clinics.constFind(clinic);
    if (!keys.next)
        return {};
    if (*keys.next == keys.clinic)
        return settle(clinic);
    if (!row.rotating())
        return takeBack(clinic, row);
    const Result<int> moved = moveCallKeys(clinic);
    return moved ? Result<>() : Result<>(moved.problem());
}

// The row is locked while its secret is removed: another engine may be about to begin a rotation.
Result<> KeyRing::takeBack(const ClinicId &clinic, const ClinicRow &row)
{
    const Result<> taken = inTransaction(m_database, [&]() -> Result<> {
        const auto same = m_database.run(QStringLiteral("UPDATE clinic_key SET generation = generation WHERE "
                                                        "clinic = ? AND generation = ? AND for_recovery = ?"),
                                         {clinic.text(), row.generation, row.forRecovery});
        if (!same)
            return same.problem();
        return same.value().changed == 1 ? m_secrets.remove(nextName(clinic)) : Result<>();
    });
    return taken ? reload(clinic) : taken;
}

Result<int> KeyRing::moveCallKeys(const ClinicId &clinic)
{
    int moved = 0;
    CallId after;
    for (bool more = true; more;) {
        const Result<int> some = inTransaction(m_database, [&] { return moveSome(clinic, after, more); });
        if (!some)
            return some;
        moved += some.value();
    }
    const auto row = rowOf(clinic);
    if (!row || !row.value())
        return row ? needsRecovery(clinic) : row.problem();
    const Result<int> last = inTransaction(m_database, [&] { return switchOver(clinic, *row.value()); });
    if (!last)
        return last;
    if (const Result<> settled = settle(clinic); !settled)
        return settled.problem();
    return moved + last.value();
}

// A call key that does not open is left as it is: nobody can read it, and it must not hold up the others.
Result<int> KeyRing::moveSome(const ClinicId &clinic, CallId &after, bool &more)
{
    const ClinicKeys &keys = *m_clinics.constFind(clinic);
    const qint64 to = keys.generation + 1;
    const auto found = m_database.run(QStringLiteral("SELECT call, wrapped FROM call_key WHERE clinic = ? AND "
                                                     "generation = ? AND call > ? ORDER BY call LIMIT ?"),
                                      {clinic.text(), keys.generation, after.text(), qint64(callKeysPerStep)});
    if (!found)
        return found.problem();
    int moved = 0;
    for (const SqlValues &row : found.value().rows) {
        after = CallId(row[0].toString());
        const auto key = keyFrom(unseal(keys.clinic, row[1].toByteArray(), aboutCall(clinic, after, keys.generation)));
        if (!key)
            continue;
        const auto wrapped = m_database.run(
            QStringLiteral("UPDATE call_key SET generation = ?, wrapped = ? WHERE call = ? AND generation = ?"),
            {to, seal(*keys.next, key.value().view(), aboutCall(clinic, after, to)), after.text(), keys.generation});
        if (!wrapped)
            return wrapped.problem();
        moved += int(wrapped.value().changed);
    }
    more = found.value().rows.size() == callKeysPerStep;
    return moved;
}

// Changing the row waits for every transaction that is writing a call key, so the last look finds all of them.
Result<int> KeyRing::switchOver(const ClinicId &clinic, const ClinicRow &row)
{
    const ClinicKeys &keys = *m_clinics.constFind(clinic);
    if (row.generation == keys.generation + 1)
        return 0; // another engine with the same secrets was faster
    const auto switched = m_database.run(
        QStringLiteral("UPDATE clinic_key SET generation = ?, index_key = ?, for_recovery = ? WHERE clinic = ? AND "
                       "generation = ? AND for_recovery = ?"),
        {row.generation + 1, seal(*keys.next, keys.index.view(), aboutIndex(clinic, row.generation + 1)),
         row.forRecovery.right(sealedForRecoveryBytes), clinic.text(), row.generation, row.forRecovery});
    if (!switched)
        return switched.problem();
    if (switched.value().changed == 0)
        return 0;
    int moved = 0;
    CallId after;
    for (bool more = true; more;) {
        const Result<int> some = moveSome(clinic, after, more);
        if (!some)
            return some;
        moved += some.value();
    }
    return moved;
}

// The store already counts on the next key: give its secret the right name.
Result<> KeyRing::settle(const ClinicId &clinic)
{
    if (const Result<> loaded = reload(clinic); !loaded)
        return loaded;
    const ClinicKeys &keys = *m_clinics.constFind(clinic);
    if (!keys.next || !(*keys.next == keys.clinic))
        return {};
    if (const Result<> kept = keepSecret(secretName(clinic), keys.clinic); !kept)
        return kept;
    if (const Result<> removed = m_secrets.remove(nextName(clinic)); !removed)
        return removed;
    return reload(clinic);
}

// A different key that this machine already keeps is set aside, not lost: it may belong to another store.
Result<> KeyRing::recover(const ClinicId &clinic, const PrivateText &recoveryKey)
{
    const Result<RecoveryKey> recovery = RecoveryKey::read(recoveryKey.reveal());
    if (!recovery)
        return recovery.problem();
    const auto row = rowOf(clinic);
    if (!row || !row.value())
        return row ? Problem{Problem::Kind::NotFound, QStringLiteral("no keys for clinic %1").arg(clinic.text())}
                   : row.problem();
    if (recovery.value().publicKey() != row.value()->recoveryPublic)
        return Problem{Problem::Kind::Refused,
                       QStringLiteral("this is not the recovery key of clinic %1").arg(clinic.text())};
    const QByteArray &sealed = row.value()->forRecovery;
    const Result<SealKey> key = recovery.value().open(sealed.left(sealedForRecoveryBytes));
    if (!key)
        return key.problem();
    if (const auto index = unseal(key.value(), row.value()->index, aboutIndex(clinic, row.value()->generation)); !index)
        return index.problem();
    const auto there = secret(secretName(clinic));
    if (!there)
        return there.problem();
    if (there.value() && !(*there.value() == key.value()))
        if (const Result<> aside = keepSecret(replacedName(clinic), *there.value()); !aside)
            return aside;
    if (row.value()->rotating()) {
        const Result<SealKey> next = recovery.value().open(sealed.right(sealedForRecoveryBytes));
        if (!next)
            return next.problem();
        if (const Result<> kept = keepSecret(nextName(clinic), next.value()); !kept)
            return kept;
    }
    if (const Result<> kept = keepSecret(secretName(clinic), key.value()); !kept)
        return kept;
    return open(clinic);
}

} // namespace nightbell
