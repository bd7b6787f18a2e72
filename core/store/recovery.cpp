#include "store/recovery.h"

#include <algorithm>

namespace nightbell {
namespace {

struct LiveCall
{
    CallId id;
    ClinicId clinic;
    Instant lastEvent;
};

Result<QList<LiveCall>> liveCalls(Database &reader, const EngineId &engine)
{
    const Result<SqlRows> found = reader.run(
        QStringLiteral("SELECT id, clinic, updated_ms FROM call WHERE engine = ? AND ended_ms IS NULL ORDER BY id"),
        {engine.text()});
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
    const Result<QList<LiveCall>> calls = liveCalls(reader, recovery.lost);
    if (!calls)
        return calls.problem();
    QList<QFuture<Result<Receipt>>> written;
    for (const LiveCall &call : calls.value()) {
        const Instant at = std::max(recovery.now, call.lastEvent); // a clock that went back turns no history round
        if (recovery.lost != journal.engine())
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
