#include "store/session_book.h"

#include "store/sql_values.h"

namespace nightbell {
namespace {

// Every query below selects these, in this order.
#define NIGHTBELL_SESSION_COLUMNS "s.call, s.clinic, s.caller, s.verified, s.dropped_ms, s.expires_ms, s.sealed"

WaitingSession sessionIn(const SqlValues &row)
{
    return {.caller = {ClinicId(row[1].toString()), row[2].toByteArray()},
            .call = CallId(row[0].toString()),
            .verified = row[3].toLongLong() != 0,
            .dropped = instantFromMs(row[4].toLongLong()),
            .expires = instantFromMs(row[5].toLongLong()),
            .sealed = row[6].toByteArray()};
}

} // namespace

Result<SessionSnapshot> WaitingSession::afterVerification(const SessionVerified &proof, KeyRing &keys) const
{
    if (proof.by.isEmpty())
        return Problem{Problem::Kind::Refused, QStringLiteral("no call proved to be the caller's")};
    const auto key = keys.callKey(call);
    if (!key)
        return key.problem();
    const auto opened = unseal(key.value(), sealed, aboutSession(call));
    if (!opened)
        return opened.problem();
    return snapshotFromJson(opened.value());
}

QByteArray aboutSession(const CallId &call) { return aboutRow("session", {call.text()}); }

Result<KnownCaller> knownCaller(const KeyRing &keys, const ClinicId &clinic, const CallerMark &mark)
{
    const auto key = keys.indexKey(clinic);
    if (!key)
        return key.problem();
    return KnownCaller{clinic, keyedHash(key.value(), "session/caller", mark.text.reveal().toUtf8())};
}

Result<std::optional<WaitingSession>> SessionBook::find(const KnownCaller &caller, Instant now)
{
    const auto found = m_database.run(
        QStringLiteral("SELECT " NIGHTBELL_SESSION_COLUMNS " FROM session s WHERE s.clinic = ? AND s.caller = ? "
                       "AND s.expires_ms > ? AND s.state = 'open' ORDER BY s.dropped_ms DESC, s.call LIMIT 1"),
        {caller.clinic.text(), caller.hash, toMs(now)});
    if (!found)
        return found.problem();
    if (found.value().rows.isEmpty())
        return std::optional<WaitingSession>();
    return std::optional(sessionIn(found.value().rows.first()));
}

Result<KnownCaller> SessionBook::callerOf(const CallId &dropped)
{
    const auto found =
        m_database.run(QStringLiteral("SELECT clinic, caller FROM session WHERE call = ?"), {dropped.text()});
    if (!found)
        return found.problem();
    if (found.value().rows.isEmpty())
        return KnownCaller{};
    const SqlValues &row = found.value().rows.first();
    return KnownCaller{ClinicId(row[0].toString()), row[1].toByteArray()};
}

Result<> SessionBook::resume(const CallId &dropped, const CallId &by, Instant now)
{
    const auto won = m_database.run(QStringLiteral("UPDATE session SET state = 'resumed', resumed_by = ? "
                                                   "WHERE call = ? AND state = 'open' AND expires_ms > ?"),
                                    {by.text(), dropped.text(), toMs(now)});
    if (!won)
        return won.problem();
    if (won.value().changed == 1)
        return {};
    const auto row = m_database.run(QStringLiteral("SELECT state FROM session WHERE call = ? AND resumed_by = ?"),
                                    {dropped.text(), by.text()});
    if (!row)
        return row.problem();
    if (!row.value().rows.isEmpty())
        return {};
    return Problem{Problem::Kind::Refused,
                   QStringLiteral("the session of call %1 is over or was resumed by another call").arg(dropped.text())};
}

Result<QList<CallId>> SessionBook::overdue(Instant now, int atMost)
{
    return idsIn<CallId>(m_database.run(QStringLiteral("SELECT call FROM session WHERE state = 'open' "
                                                       "AND expires_ms <= ? ORDER BY expires_ms LIMIT ?"),
                                        {toMs(now), qint64(atMost)}));
}

Result<QList<WaitingSession>> SessionBook::openAfter(const CallId &call, Instant now, int atMost)
{
    const auto found = m_database.run(
        QStringLiteral("SELECT " NIGHTBELL_SESSION_COLUMNS " FROM session s WHERE s.call > ? AND s.state = 'open' "
                       "AND s.expires_ms > ? AND s.caller IS NOT NULL AND NOT EXISTS (SELECT 1 FROM session n "
                       "WHERE n.clinic = s.clinic AND n.caller = s.caller AND n.state = 'open' "
                       "AND n.expires_ms > ? AND n.dropped_ms > s.dropped_ms) ORDER BY s.call LIMIT ?"),
        {call.text(), toMs(now), toMs(now), qint64(atMost)});
    if (!found)
        return found.problem();
    QList<WaitingSession> sessions;
    for (const SqlValues &row : found.value().rows)
        sessions << sessionIn(row);
    return sessions;
}

} // namespace nightbell
