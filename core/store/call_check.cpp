#include "store/call_check.h"

#include "store/session_projection.h"

namespace nightbell {
namespace {

using Fault = Finding::Fault;

bool isFinding(const Problem &problem)
{
    return problem.kind == Problem::Kind::Damaged || problem.kind == Problem::Kind::Invalid
        || problem.kind == Problem::Kind::Newer;
}

// Asks for each entry alone, to say where.
Result<> locate(Database &database, KeyRing &keys, const CallId &call, CheckReport &report)
{
    const auto rows = database.run(
        QStringLiteral("SELECT engine, position FROM journal WHERE call = ? ORDER BY engine, position"), {call.text()});
    if (!rows)
        return rows.problem();
    for (const SqlValues &row : rows.value().rows) {
        const EngineId engine(row[0].toString());
        const qint64 position = row[1].toLongLong();
        const auto entry = entriesAfter(database, keys, engine, position - 1, 1);
        if (entry)
            ++report.entries;
        else if (isFinding(entry.problem()))
            report.add(Fault::SealBroken, QStringLiteral("journal %1/%2").arg(engine.text()).arg(position));
        else
            return entry.problem();
    }
    return {};
}

bool sameSnapshot(KeyRing &keys, const SessionRow &folded, const QByteArray &sealed)
{
    const WaitingSession stored{.call = folded.call, .sealed = sealed};
    const auto opened = stored.afterVerification(SessionVerified{folded.call}, keys);
    return opened && opened.value() == folded.snapshot;
}

Result<> checkSession(Database &database, KeyRing &keys, const CallId &call, const QList<JournalEntry> &entries,
                      CheckReport &report)
{
    const auto folded = sessionFrom(entries, keys);
    if (!folded)
        return folded.problem();
    const auto rows = database.run(QStringLiteral("SELECT clinic, state, caller, verified, dropped_ms, expires_ms, "
                                                  "resumed_by, sealed FROM session WHERE call = ?"),
                                   {call.text()});
    if (!rows)
        return rows.problem();
    const QString where = QStringLiteral("session of call %1").arg(call.text());
    const bool stored = !rows.value().rows.isEmpty();
    if (stored != folded.value().has_value())
        report.add(Fault::RowDiffers, where);
    if (!stored || !folded.value())
        return {};
    const SessionRow &want = *folded.value();
    const SqlValues &row = rows.value().rows.first();
    const bool same = row[0].toString() == want.caller.clinic.text() && row[1].toString() == nameOf(want.state.state)
        && row[2].toByteArray() == want.caller.hash && (row[3].toLongLong() != 0) == want.state.verified
        && row[4].toLongLong() == toMs(want.state.dropped) && row[5].toLongLong() == toMs(want.state.expires)
        && row[6].toString() == want.state.resumedBy.text();
    if (!same)
        report.add(Fault::RowDiffers, where);
    else if (!sameSnapshot(keys, want, row[7].toByteArray()))
        report.add(Fault::SealBroken, where);
    return {};
}

} // namespace

Result<> checkCall(Database &database, KeyRing &keys, const CallId &call, CheckReport &report)
{
    const auto key = keys.callKey(call);
    if (!key && isFinding(key.problem())) {
        report.add(Fault::SealBroken, QStringLiteral("key of call %1").arg(call.text()));
        return {};
    }
    if (!key && key.problem().kind == Problem::Kind::NotFound) {
        report.add(Fault::KeyMissing, QStringLiteral("call %1").arg(call.text()));
        return {};
    }
    if (!key)
        return key.problem();
    const auto entries = entriesOfCall(database, keys, call);
    if (!entries)
        return isFinding(entries.problem()) ? locate(database, keys, call, report) : Result<>(entries.problem());
    report.entries += entries.value().size();
    return checkSession(database, keys, call, entries.value(), report);
}

} // namespace nightbell
