#include "store/session_projection.h"

namespace nightbell {
namespace {

using State = SessionSummary::State;

QString named(State state) { return QString(nameOf(state)); }

Result<> done(const Result<SqlRows> &ran) { return ran ? Result<>() : Result<>(ran.problem()); }

} // namespace

Result<std::optional<SessionRow>> sessionFrom(const QList<JournalEntry> &entriesOfOneCall, const KeyRing &keys)
{
    SessionRow row;
    CallSummary summary;
    for (const JournalEntry &entry : entriesOfOneCall) {
        if (const auto *initiated = std::get_if<Initiated>(&entry.event.what))
            if (const auto mark = markOf(*initiated)) {
                const auto caller = knownCaller(keys, entry.clinic, *mark);
                if (!caller)
                    return caller.problem();
                row.caller.hash = caller.value().hash;
            }
        if (summary.live())
            fold(row.snapshot, entry.event);
        fold(summary, entry.event);
        row.caller.clinic = entry.clinic;
    }
    if (!summary.session)
        return std::optional<SessionRow>();
    row.call = entriesOfOneCall.first().event.call;
    row.state = *summary.session;
    return std::optional(row);
}

// The updates say in SQL what the fold of a CallSummary says of its session.
Result<> SessionProjection::apply(const JournalEntry &entry)
{
    const Happening &what = entry.event.what;
    const QString call = entry.event.call.text();
    if (std::holds_alternative<Dropped>(what))
        return open(entry.event.call);
    if (std::holds_alternative<SessionVerified>(what))
        return done(m_database.run(QStringLiteral("UPDATE session SET verified = 1 WHERE call = ? AND state = 'open'"),
                                   {call}));
    if (const auto *resumed = std::get_if<SessionResumed>(&what))
        return done(m_database.run(QStringLiteral("UPDATE session SET state = 'resumed', resumed_by = ? "
                                                  "WHERE call = ? AND state = 'open'"),
                                   {resumed->by.text(), call}));
    if (const auto *closed = std::get_if<SessionClosed>(&what))
        return done(closed->how == SessionEnd::Completed
                        ? m_database.run(QStringLiteral("UPDATE session SET state = 'completed' "
                                                        "WHERE call = ? AND state IN ('open', 'resumed')"),
                                         {call})
                        : m_database.run(QStringLiteral("UPDATE session SET state = 'expired' "
                                                        "WHERE call = ? AND state = 'open'"),
                                         {call}));
    return {};
}

// Folds whatever the journal knows of the call by now: another engine's SessionResumed may have come before this
// Dropped.
Result<> SessionProjection::open(const CallId &call)
{
    const auto entries = entriesOfCall(m_database, m_keys, call);
    if (!entries)
        return entries.problem();
    const auto folded = sessionFrom(entries.value(), m_keys);
    if (!folded)
        return folded.problem();
    if (!folded.value())
        return {};
    const SessionRow &row = *folded.value();
    const auto key = m_keys.callKey(call);
    if (!key)
        return key.problem();
    return done(m_database.run(
        QStringLiteral("INSERT INTO session (call, clinic, state, caller, verified, dropped_ms, expires_ms, "
                       "resumed_by, sealed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (call) DO NOTHING"),
        {call.text(), row.caller.clinic.text(), named(row.state.state),
         row.caller.hash.isEmpty() ? QVariant() : QVariant(row.caller.hash), qint64(row.state.verified),
         toMs(row.state.dropped), toMs(row.state.expires),
         row.state.resumedBy.isEmpty() ? QVariant() : QVariant(row.state.resumedBy.text()),
         seal(key.value(), toJson(row.snapshot), aboutSession(call))}));
}

Result<> SessionProjection::clear() { return done(m_database.run(QStringLiteral("DELETE FROM session"))); }

} // namespace nightbell
