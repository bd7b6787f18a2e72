#include "store/session_projection.h"

namespace nightbell {
namespace {

using State = SessionSummary::State;

QString named(State state) { return QString(nameOf(state)); }

// The one table of what may follow what, for a row and for a fold alike.
bool mayBecome(State from, State to)
{
    return from == State::Open ? to != State::Open : from == State::Resumed && to == State::Completed;
}

struct Move
{
    State to;
    CallId by;
};

std::optional<Move> moveIn(const Happening &what)
{
    if (const auto *resumed = std::get_if<SessionResumed>(&what))
        return Move{State::Resumed, resumed->by};
    if (const auto *closed = std::get_if<SessionClosed>(&what))
        return Move{closed->how == SessionEnd::Completed ? State::Completed : State::Expired, {}};
    return std::nullopt;
}

void fold(SessionSummary &session, const Happening &what)
{
    if (std::holds_alternative<SessionVerified>(what) && session.state == State::Open)
        session.verified = true;
    if (const auto move = moveIn(what); move && mayBecome(session.state, move->to)) {
        session.state = move->to;
        if (move->to == State::Resumed)
            session.resumedBy = move->by;
    }
}

const Dropped *resumableDrop(const Happening &what)
{
    const auto *dropped = std::get_if<Dropped>(&what);
    return dropped && dropped->resumableUntilMs > 0 ? dropped : nullptr;
}

} // namespace

Result<std::optional<SessionRow>> sessionFrom(const QList<JournalEntry> &entriesOfOneCall, const KeyRing &keys)
{
    SessionRow row;
    bool dropped = false;
    for (const JournalEntry &entry : entriesOfOneCall) {
        const Happening &what = entry.event.what;
        if (const auto *initiated = std::get_if<Initiated>(&what)) {
            if (const auto mark = markOf(*initiated)) {
                const auto caller = knownCaller(keys, entry.clinic, *mark);
                if (!caller)
                    return caller.problem();
                row.caller.hash = caller.value().hash;
            }
        }
        if (dropped) {
            fold(row.state, what);
            continue;
        }
        nightbell::fold(row.snapshot, entry.event);
        if (const Dropped *drop = resumableDrop(what)) {
            dropped = true;
            row.caller.clinic = entry.clinic;
            row.call = entry.event.call;
            row.state.dropped = entry.event.at;
            row.state.expires = instantFromMs(drop->resumableUntilMs);
        }
    }
    return dropped ? std::optional(row) : std::nullopt;
}

Result<> SessionProjection::apply(const JournalEntry &entry)
{
    const Happening &what = entry.event.what;
    const QString call = entry.event.call.text();
    Result<SqlRows> done = SqlRows{};
    if (resumableDrop(what))
        return open(entry.event.call);
    if (std::holds_alternative<SessionVerified>(what))
        done =
            m_database.run(QStringLiteral("UPDATE session SET verified = 1 WHERE call = ? AND state = 'open'"), {call});
    else if (const auto move = moveIn(what); move && move->to == State::Resumed)
        done = m_database.run(
            QStringLiteral("UPDATE session SET state = ?, resumed_by = ? WHERE call = ? AND state = 'open'"),
            {named(move->to), move->by.text(), call});
    else if (move)
        done = m_database.run(
            QStringLiteral("UPDATE session SET state = ? WHERE call = ? AND (state = 'open' OR state = ?)"),
            {named(move->to), call, named(mayBecome(State::Resumed, move->to) ? State::Resumed : State::Open)});
    return done ? Result<>() : Result<>(done.problem());
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
    const auto done = m_database.run(
        QStringLiteral("INSERT INTO session (call, clinic, state, caller, verified, dropped_ms, expires_ms, "
                       "resumed_by, sealed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (call) DO NOTHING"),
        {call.text(), row.caller.clinic.text(), named(row.state.state),
         row.caller.hash.isEmpty() ? QVariant() : QVariant(row.caller.hash), qint64(row.state.verified),
         toMs(row.state.dropped), toMs(row.state.expires),
         row.state.resumedBy.isEmpty() ? QVariant() : QVariant(row.state.resumedBy.text()),
         seal(key.value(), toJson(row.snapshot), aboutSession(call))});
    return done ? Result<>() : Result<>(done.problem());
}

Result<> SessionProjection::clear()
{
    const auto done = m_database.run(QStringLiteral("DELETE FROM session"));
    return done ? Result<>() : Result<>(done.problem());
}

} // namespace nightbell
