#include "store/engine_lease.h"

#include "store/sql_values.h"

namespace nightbell {
namespace {

Problem stale() { return {Problem::Kind::Stale, QStringLiteral("another engine has adopted this one")}; }

Result<> onlyWhenChanged(const Result<SqlRows> &done, const Problem &otherwise)
{
    if (!done)
        return done.problem();
    return done.value().changed == 1 ? Result<>() : Result<>(otherwise);
}

// FOR SHARE makes whoever would change the row wait for this transaction; SQLite has one writer anyway.
Result<bool> isHeld(Database &database, const QString &query, const SqlValues &values)
{
    const bool postgres = database.dialect() == Database::Dialect::Postgres;
    const auto row = database.run(postgres ? query + QStringLiteral(" FOR SHARE") : query, values);
    if (!row)
        return row.problem();
    return !row.value().rows.isEmpty();
}

} // namespace

EngineLease::EngineLease(Database &database, EngineId engine, Span term)
    : m_database(database)
    , m_engine(std::move(engine))
    , m_term(term)
{
    Q_ASSERT(!m_engine.isEmpty() && m_term > Span::zero());
}

Result<EngineLease::Taken> EngineLease::take(Instant now)
{
    return inTransaction(m_database, [&]() -> Result<Taken> {
        const Result<bool> alone = hasSessionLock();
        if (!alone)
            return alone.problem();
        const Result<qint64> nowMs = databaseNowMs(now);
        if (!nowMs)
            return nowMs.problem();
        const qint64 untilMs = nowMs.value() + m_term.count();
        const auto made = m_database.run(QStringLiteral("INSERT INTO engine (id, epoch, lease_until_ms) "
                                                        "VALUES (?, 1, ?) ON CONFLICT (id) DO NOTHING"),
                                         {m_engine.text(), untilMs});
        if (!made)
            return made.problem();
        if (made.value().changed == 1) {
            m_epoch = 1;
            return Taken{1, {}};
        }
        const bool postgres = m_database.dialect() == Database::Dialect::Postgres;
        const auto found =
            m_database.run(QStringLiteral("SELECT epoch, lease_until_ms, adopted_by FROM engine WHERE id = ?")
                               + (postgres ? QStringLiteral(" FOR UPDATE") : QString()),
                           {m_engine.text()});
        if (!found)
            return found.problem();
        const SqlValues row = found.value().rows.at(0);
        const EngineId adoptedBy(row[2].toString());
        if (!alone.value() && adoptedBy.isEmpty() && row[1].toLongLong() > nowMs.value())
            return Problem{Problem::Kind::Locked, QStringLiteral("another process runs as this engine")};
        const qint64 epoch = row[0].toLongLong() + 1;
        const auto taken = m_database.run(
            QStringLiteral("UPDATE engine SET epoch = ?, lease_until_ms = ?, adopted_by = NULL WHERE id = ?"),
            {epoch, untilMs, m_engine.text()});
        if (!taken)
            return taken.problem();
        m_epoch = epoch;
        return Taken{epoch, adoptedBy};
    });
}

Result<> EngineLease::renew(Instant now)
{
    const Result<qint64> nowMs = databaseNowMs(now);
    if (!nowMs)
        return nowMs.problem();
    if (const Result<bool> lock = hasSessionLock(); !lock) // a new connection has to ask for it again
        return lock.problem();
    return onlyWhenChanged(
        inContact(now,
                  m_database.run(QStringLiteral("UPDATE engine SET lease_until_ms = ? WHERE id = ? AND epoch = ?"),
                                 {nowMs.value() + m_term.count(), m_engine.text(), m_epoch})),
        stale());
}

Result<> EngineLease::giveBack()
{
    return onlyWhenChanged(
        m_database.run(QStringLiteral("UPDATE engine SET lease_until_ms = 0 WHERE id = ? AND epoch = ?"),
                       {m_engine.text(), m_epoch}),
        stale());
}

Result<> EngineLease::guard()
{
    const Result<bool> ours = isHeld(m_database, QStringLiteral("SELECT 1 FROM engine WHERE id = ? AND epoch = ?"),
                                     {m_engine.text(), m_epoch});
    if (!ours)
        return ours.problem();
    return ours.value() ? Result<>() : Result<>(stale());
}

Result<bool> EngineLease::isAdopted(Database &database, const EngineId &lost, const EngineId &by)
{
    return isHeld(database, QStringLiteral("SELECT 1 FROM engine WHERE id = ? AND adopted_by = ?"),
                  {lost.text(), by.text()});
}

Result<QList<EngineId>> EngineLease::lapsed(Instant now)
{
    const Result<bool> may = mayJudge(now);
    if (!may)
        return may.problem();
    if (!may.value())
        return QList<EngineId>();
    const Result<qint64> nowMs = databaseNowMs(now);
    if (!nowMs)
        return nowMs.problem();
    return idsIn<EngineId>(
        m_database.run(QStringLiteral("SELECT id FROM engine WHERE id <> ? AND adopted_by IS NULL AND "
                                      "lease_until_ms > 0 AND lease_until_ms < ? ORDER BY id"),
                       {m_engine.text(), nowMs.value()}));
}

Result<> EngineLease::adopt(const EngineId &victim, Instant now)
{
    const Problem refused{Problem::Kind::Refused,
                          QStringLiteral("the engine's lease has not lapsed, or it is adopted")};
    const Result<bool> may = mayJudge(now);
    if (!may)
        return may.problem();
    const Result<qint64> nowMs = databaseNowMs(now);
    if (!nowMs)
        return nowMs.problem();
    if (!may.value() || victim == m_engine)
        return refused;
    return onlyWhenChanged(
        m_database.run(QStringLiteral("UPDATE engine SET epoch = epoch + 1, adopted_by = ? WHERE id = ? "
                                      "AND adopted_by IS NULL AND lease_until_ms > 0 AND lease_until_ms < ?"),
                       {m_engine.text(), victim.text(), nowMs.value()}),
        refused);
}

// On PostgreSQL a lock that ends with the connection tells a crashed predecessor (take over at once) from a live twin.
Result<bool> EngineLease::hasSessionLock()
{
    if (m_database.dialect() != Database::Dialect::Postgres)
        return true;
    const auto asked = m_database.run(QStringLiteral(R"(
SELECT CASE WHEN EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid() AND granted
        AND classid = 5641894 AND objid::BIGINT = hashtext(?)::BIGINT & 4294967295 AND objsubid = 2)
    THEN TRUE ELSE pg_try_advisory_lock(5641894, hashtext(?)) END)"),
                                      {m_engine.text(), m_engine.text()});
    if (!asked)
        return asked.problem();
    return asked.value().rows.at(0).at(0).toLongLong() == 1;
}

Result<qint64> EngineLease::databaseNowMs(Instant now)
{
    if (m_database.dialect() != Database::Dialect::Postgres)
        return toMs(now);
    const auto asked =
        inContact(now, m_database.run(QStringLiteral("SELECT (EXTRACT(EPOCH FROM clock_timestamp()) * 1000)::BIGINT")));
    if (!asked)
        return asked.problem();
    return asked.value().rows.at(0).at(0).toLongLong();
}

Result<bool> EngineLease::mayJudge(Instant now)
{
    const bool postgres = m_database.dialect() == Database::Dialect::Postgres;
    const auto up = inContact(now,
                              m_database.run(postgres ? QStringLiteral("SELECT (EXTRACT(EPOCH FROM clock_timestamp() "
                                                                       "- pg_postmaster_start_time()) * 1000)::BIGINT")
                                                      : QStringLiteral("SELECT 1")));
    if (!up)
        return up.problem();
    const bool longUp = !postgres || up.value().rows.at(0).at(0).toLongLong() >= m_term.count();
    return longUp && now - *m_contactSince >= m_term;
}

// A failure, or a silence longer than a term (this machine slept), begins the contact anew.
Result<SqlRows> EngineLease::inContact(Instant now, Result<SqlRows> answer)
{
    if (!answer || (m_contactSince && now - m_contactLast > m_term))
        m_contactSince.reset();
    if (answer) {
        m_contactSince = m_contactSince.value_or(now);
        m_contactLast = now;
    }
    return answer;
}

} // namespace nightbell
