#include "store/recovery.h"

#include "store/engine_lease.h"

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

constexpr int callsAtOnce = 500; // in one transaction

// Those after `after`. A call that began after `position` of its engine's stream belongs to the run that is going on.
// The joined engine matches no index on purpose: SQLite would else search the engine's whole stream for each call, not
// the call's entries.
Result<QList<LiveCall>> liveCalls(Database &database, const EngineId &engine, qint64 position, const CallId &after,
                                  int atMost)
{
    const Result<SqlRows> found = database.run(
        QStringLiteral("SELECT id, clinic, updated_ms FROM call WHERE engine = ? AND ended_ms IS NULL AND id > ? AND "
                       "EXISTS (SELECT 1 FROM journal WHERE call = id AND journal.engine || '' = ? AND position <= ?) "
                       "ORDER BY id LIMIT ?"),
        {engine.text(), after.text(), engine.text(), position, qint64(atMost)});
    if (!found)
        return found.problem();
    QList<LiveCall> calls;
    for (const SqlValues &row : found.value().rows)
        calls << LiveCall{CallId(row.at(0).toString()), ClinicId(row.at(1).toString()),
                          instantFromMs(row.at(2).toLongLong())};
    return calls;
}

// One transaction: whose calls they are, which are live, what becomes of them. Answers those that were seen.
class RecoveryStep
{
public:
    RecoveryStep(JournalWriter &writer, const Recovery &recovery) : m_writer(writer), m_recovery(recovery) { }

    Result<> run(const CallId &after, int atMost)
    {
        const auto written = m_writer.writeSeen([&](Database &database) { return draftsOf(database, after, atMost); });
        return written ? Result<>() : written.problem();
    }
    const QList<LiveCall> &seen() const { return m_seen; }

private:
    Result<QList<Draft>> draftsOf(Database &database, const CallId &after, int atMost)
    {
        m_seen.clear();
        const bool adopted = m_recovery.lost != m_writer.engine();
        if (adopted) {
            const Result<bool> ours = EngineLease::isAdopted(database, m_recovery.lost, m_writer.engine());
            if (!ours)
                return ours.problem();
            if (!ours.value())
                return QList<Draft>(); // it came back
        }
        const qint64 upTo = adopted ? std::numeric_limits<qint64>::max() : m_writer.positionAtOpen();
        const auto calls = liveCalls(database, m_recovery.lost, upTo, after, atMost);
        if (!calls)
            return calls.problem();
        m_seen = calls.value();
        QList<Draft> drafts;
        for (const LiveCall &call : m_seen) {
            const Instant at =
                std::max(m_recovery.now, call.lastEvent); // a clock that went back turns no history round
            if (adopted)
                drafts << Draft{call.clinic, {call.id, at, Adopted{m_recovery.lost}, {}}};
            const Span lasts = m_recovery.sessionLasts(call.clinic);
            const qint64 untilMs = lasts > Span::zero() ? toMs(call.lastEvent + lasts) : 0;
            drafts << Draft{call.clinic, {call.id, at, Dropped{EndCause::EngineLost, untilMs}, {}}};
        }
        return drafts;
    }

    JournalWriter &m_writer;
    const Recovery &m_recovery;
    QList<LiveCall> m_seen;
};

} // namespace

Result<int> recoverCalls(JournalWriter &writer, const Recovery &recovery)
{
    int recovered = 0;
    Result<> fate;
    CallId after;
    for (int atOnce = callsAtOnce;;) {
        RecoveryStep step(writer, recovery);
        const Result<> done = step.run(after, atOnce);
        if (done) {
            recovered += int(step.seen().size());
        } else if (whoIsToBlame(done.problem().kind) != Setback::At::Entry || step.seen().isEmpty()) {
            return done.problem();
        } else if (atOnce > 1) {
            atOnce = 1; // one call is at fault and must not take the others with it
            continue;
        } else {
            fate = done;
        }
        if (step.seen().size() < atOnce)
            return fate ? Result<int>(recovered) : fate.problem();
        after = step.seen().last().id;
    }
}

} // namespace nightbell
