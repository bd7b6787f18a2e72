#include "store/recovery.h"

#include <algorithm>
#include <limits>

namespace nightbell {
namespace {

struct LiveCall
{
    CallId id;
    ClinicId clinic;
    Instant lastEvent;
};

// A call that began after `position` of its engine's stream belongs to the run that is going on. The joined engine
// matches no index on purpose: SQLite would else search the engine's whole stream for each call, not the call's
// entries.
Result<QList<LiveCall>> liveCalls(Database &reader, const EngineId &engine, qint64 position)
{
    const Result<SqlRows> found = reader.run(
        QStringLiteral(
            "SELECT id, clinic, updated_ms FROM call WHERE engine = ? AND ended_ms IS NULL AND EXISTS "
            "(SELECT 1 FROM journal WHERE call = id AND journal.engine || '' = ? AND position <= ?) ORDER BY id"),
        {engine.text(), engine.text(), position});
    if (!found)
        return found.problem();
    QList<LiveCall> calls;
    for (const SqlValues &row : found.value().rows)
        calls << LiveCall{CallId(row.at(0).toString()), ClinicId(row.at(1).toString()),
                          instantFromMs(row.at(2).toLongLong())};
    return calls;
}

} // namespace

Result<int> recoverCalls(Database &reader, Journal &journal, const Recovery &recovery)
{
    if (const Behind behind = journal.behind(); behind.inSpill > 0)
        return Problem{Problem::Kind::Unreachable, QStringLiteral("%1 events wait in the spill").arg(behind.inSpill)};
    const bool adopted = recovery.lost != journal.engine();
    const qint64 upTo = adopted ? std::numeric_limits<qint64>::max() : journal.positionAtOpen();
    const Result<QList<LiveCall>> calls = liveCalls(reader, recovery.lost, upTo);
    if (!calls)
        return calls.problem();
    QList<QFuture<Result<Receipt>>> written;
    for (const LiveCall &call : calls.value()) {
        const Instant at = std::max(recovery.now, call.lastEvent); // a clock that went back turns no history round
        if (adopted)
            written << journal.append(call.clinic, {call.id, at, Adopted{recovery.lost}, {}});
        const Span lasts = recovery.sessionLasts(call.clinic);
        const qint64 untilMs = lasts > Span::zero() ? toMs(call.lastEvent + lasts) : 0;
        written << journal.append(call.clinic, {call.id, at, Dropped{EndCause::EngineLost, untilMs}, {}});
    }
    for (const QFuture<Result<Receipt>> &each : written)
        if (const Result<Receipt> receipt = each.result(); !receipt)
            return receipt.problem();
    return int(calls.value().size());
}

} // namespace nightbell
