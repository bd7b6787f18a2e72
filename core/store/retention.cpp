#include "store/retention.h"

#include "store/sql_values.h"

namespace nightbell {

Result<QList<CallId>> Retention::callsOlderThan(const ClinicId &clinic, Instant moment, int atMost)
{
    return idsIn<CallId>(m_database.run(
        QStringLiteral("SELECT id FROM call WHERE clinic = ? AND created_ms < ? AND ended_ms IS NOT NULL AND "
                       "ended_ms < ? ORDER BY created_ms, id LIMIT ?"),
        {clinic.text(), toMs(moment), toMs(moment), qint64(atMost)}));
}

Result<> Retention::forget(const CallId &call)
{
    return inTransaction(m_database, [&]() -> Result<> {
        const auto live =
            m_database.run(QStringLiteral("SELECT 1 FROM call WHERE id = ? AND ended_ms IS NULL"), {call.text()});
        if (!live)
            return live.problem();
        if (!live.value().rows.isEmpty())
            return Problem{Problem::Kind::Refused, QStringLiteral("call %1 is live").arg(call.text())};
        const auto entries = entriesOfCall(m_database, m_keys, call);
        if (!entries && entries.problem().kind != Problem::Kind::Damaged)
            return entries.problem();
        if (entries) // of damaged entries nobody knows the words; their key goes all the same
            if (const Result<> done = m_index.forget(entries.value()); !done)
                return done;
        for (const QString &sql :
             {QStringLiteral("DELETE FROM session WHERE call = ?"),
              QStringLiteral("DELETE FROM escalation WHERE call = ?"), QStringLiteral("DELETE FROM call WHERE id = ?")})
            if (const auto done = m_database.run(sql, {call.text()}); !done)
                return done.problem();
        return m_keys.destroyCallKey(call);
    });
}

Result<> Retention::emptyLog()
{
    if (m_database.dialect() != Database::Dialect::Sqlite)
        return {};
    const auto done = m_database.run(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)"));
    if (!done)
        return done.problem();
    if (!done.value().rows.isEmpty() && done.value().rows[0][0].toLongLong() != 0)
        return Problem{Problem::Kind::Locked, QStringLiteral("a reader still holds SQLite's log")};
    return {};
}

} // namespace nightbell
