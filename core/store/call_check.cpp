#include "store/call_check.h"

#include "store/call_projection.h"
#include "store/diary_check.h"
#include "store/session_projection.h"

#include <algorithm>

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

Result<> checkEscalations(Database &database, const CallSummary &folded, CheckReport &report)
{
    const auto rows = database.run(QStringLiteral("SELECT id, gravity, state, staff FROM escalation WHERE call = ?"),
                                   {folded.id.text()});
    if (!rows)
        return rows.problem();
    const auto isBorneOut = [&](const EscalationSummary &each) {
        return std::ranges::any_of(rows.value().rows, [&](const SqlValues &row) {
            return row[0].toString() == each.id.text() && row[1].toString() == nameOf(each.gravity)
                && row[2].toString() == nameOf(each.state) && row[3].toString() == each.staff.text();
        });
    };
    if (rows.value().rows.size() != folded.escalations.size() || !std::ranges::all_of(folded.escalations, isBorneOut))
        report.add(Fault::RowDiffers, QStringLiteral("escalation of call %1").arg(folded.id.text()));
    return {};
}

Result<> checkCallRow(Database &database, const SealKey &key, const QList<JournalEntry> &entries, CheckReport &report)
{
    CallSummary folded;
    for (const JournalEntry &entry : entries)
        fold(folded, entry.event);
    const auto rows = database.run(
        QStringLiteral(
            "SELECT clinic, status, phase, created_ms, updated_ms, ended_ms, summary FROM call WHERE id = ?"),
        {folded.id.text()});
    if (!rows)
        return rows.problem();
    const QString where = QStringLiteral("row of call %1").arg(folded.id.text());
    if (rows.value().rows.isEmpty()) {
        report.add(Fault::RowDiffers, where);
        return {};
    }
    const SqlValues &row = rows.value().rows.first();
    const bool same = row[0].toString() == entries.first().clinic.text() && row[1].toString() == nameOf(folded.status)
        && row[2].toString() == nameOf(folded.phase) && row[3].toLongLong() == toMs(folded.created)
        && row[4].toLongLong() == toMs(folded.updated) && row[5].isNull() == folded.live()
        && (folded.live() || row[5].toLongLong() == toMs(*folded.ended));
    const auto opened = unseal(key, row[6].toByteArray(), aboutSummary(folded.id));
    if (!opened) {
        report.add(Fault::SealBroken, where);
    } else {
        const auto stored = summaryFromJson(opened.value());
        if (!same || !stored || !(stored.value() == folded))
            report.add(Fault::RowDiffers, where);
    }
    return checkEscalations(database, folded, report);
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

// Retention destroys the key together with the call's rows: entries alone, that nobody can read, are as they should be.
Result<> checkDestroyed(Database &database, const CallId &call, CheckReport &report)
{
    const auto row = database.run(QStringLiteral("SELECT 1 FROM call WHERE id = ?"), {call.text()});
    if (!row)
        return row.problem();
    if (!row.value().rows.isEmpty())
        report.add(Fault::KeyMissing, QStringLiteral("call %1").arg(call.text()));
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
    if (!key && key.problem().kind == Problem::Kind::NotFound)
        return checkDestroyed(database, call, report);
    if (!key)
        return key.problem();
    const auto entries = entriesOfCall(database, keys, call);
    if (!entries)
        return isFinding(entries.problem()) ? locate(database, keys, call, report) : Result<>(entries.problem());
    if (entries.value().isEmpty()) // destroyed since
        return {};
    report.entries += entries.value().size();
    if (const Result<> row = checkCallRow(database, key.value(), entries.value(), report); !row)
        return row;
    if (const Result<> session = checkSession(database, keys, call, entries.value(), report); !session)
        return session;
    return checkDiaryActs(database, call, entries.value(), report);
}

} // namespace nightbell
