#include "store/call_projection.h"

#include "store/session_book.h"

namespace nightbell {
namespace {

QVariant orNull(const QByteArray &bytes) { return bytes.isEmpty() ? QVariant() : QVariant(bytes); }
QVariant orNull(const QString &text) { return text.isEmpty() ? QVariant() : QVariant(text); }
QVariant orNull(const std::optional<Instant> &at) { return at ? QVariant(toMs(*at)) : QVariant(); }
template<class E> QString name(E value) { return QString(nameOf(value)); }

Result<> plain(const Result<SqlRows> &done) { return done ? Result<>() : Result<>(done.problem()); }

// The same hash as a session's, so that all calls of a caller can be found; empty where there is no certain caller.
Result<QByteArray> callerHash(const KeyRing &keys, const ClinicId &clinic, const CallSummary &call)
{
    const auto mark = markOf(Initiated{.direction = call.direction,
                                       .from = call.from,
                                       .to = call.to,
                                       .numberWithheld = call.numberWithheld,
                                       .fingerprint = call.fingerprint});
    if (!mark)
        return QByteArray();
    const Result<KnownCaller> caller = knownCaller(keys, clinic, *mark);
    return caller ? Result<QByteArray>(caller.value().hash) : Result<QByteArray>(caller.problem());
}

} // namespace

QByteArray aboutSummary(const CallId &call) { return aboutRow("call summary", {call.text()}); }

Result<QByteArray> providerCallHash(const KeyRing &keys, const ClinicId &clinic, const PrivateText &providerCall)
{
    if (providerCall.isEmpty())
        return QByteArray();
    const Result<SealKey> index = keys.indexKey(clinic);
    if (!index)
        return index.problem();
    return keyedHash(index.value(), "call/provider_call", providerCall.reveal().toUtf8());
}

Result<> CallProjection::apply(const JournalEntry &entry)
{
    m_touched.insert(entry.event.call);
    Folded *folded = m_live.object(entry.event.call);
    if (!folded)
        return {}; // store() reads it whole
    if (!folded->oneEngine || folded->engine != entry.engine) {
        m_live.remove(entry.event.call);
    } else if (entry.position > folded->position) { // else a fold of the whole history has it already
        fold(folded->summary, entry.event);
        folded->position = entry.position;
    }
    return {};
}

Result<> CallProjection::store()
{
    for (const CallId &call : std::exchange(m_touched, {})) {
        Folded *folded = m_live.object(call);
        if (!folded) {
            Result<std::unique_ptr<Folded>> anew = foldAnew(call);
            if (!anew)
                return anew.problem();
            if (!anew.value())
                continue; // retention destroyed its key meanwhile
            folded = anew.value().get();
            m_live.insert(call, anew.value().release());
        }
        if (const Result<> stored = storeCall(*folded); !stored)
            return stored;
        if (const Result<> stored = storeEscalations(*folded); !stored)
            return stored;
        folded->storedEscalations = folded->summary.escalations;
        if (!folded->summary.live())
            m_live.remove(call);
    }
    return {};
}

Result<std::unique_ptr<CallProjection::Folded>> CallProjection::foldAnew(const CallId &call)
{
    const Result<QList<JournalEntry>> entries = entriesOfCall(m_database, m_keys, call);
    if (!entries)
        return entries.problem();
    std::unique_ptr<Folded> folded;
    for (const JournalEntry &entry : entries.value()) {
        if (!folded) {
            folded = std::make_unique<Folded>();
            folded->clinic = entry.clinic;
            folded->engine = entry.engine;
        }
        fold(folded->summary, entry.event);
        folded->oneEngine = folded->oneEngine && folded->engine == entry.engine;
        folded->engine = entry.engine;
        folded->position = entry.position;
    }
    return folded;
}

Result<> CallProjection::storeCall(const Folded &folded)
{
    static const QString upsert = QStringLiteral(
        "INSERT INTO call (id, clinic, branch, engine, direction, status, phase, provider, provider_call, caller, "
        "created_ms, updated_ms, ended_ms, summary) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET clinic = excluded.clinic, branch = excluded.branch, engine = excluded.engine, "
        "direction = excluded.direction, status = excluded.status, phase = excluded.phase, "
        "provider = excluded.provider, provider_call = excluded.provider_call, caller = excluded.caller, "
        "created_ms = excluded.created_ms, updated_ms = excluded.updated_ms, ended_ms = excluded.ended_ms, "
        "summary = excluded.summary");
    const CallSummary &call = folded.summary;
    const Result<SealKey> key = m_keys.callKey(call.id);
    if (!key)
        return key.problem();
    const Result<QByteArray> providerCall = providerCallHash(m_keys, folded.clinic, call.providerCall);
    if (!providerCall)
        return providerCall.problem();
    const Result<QByteArray> caller = callerHash(m_keys, folded.clinic, call);
    if (!caller)
        return caller.problem();
    return plain(
        m_database.run(upsert,
                       {call.id.text(), folded.clinic.text(), call.branch.text(), folded.engine.text(),
                        name(call.direction), name(call.status), name(call.phase), call.provider,
                        orNull(providerCall.value()), orNull(caller.value()), toMs(call.created), toMs(call.updated),
                        orNull(call.ended), seal(key.value(), toJson(call), aboutSummary(call.id))}));
}

Result<> CallProjection::storeEscalations(const Folded &folded)
{
    static const QString upsert = QStringLiteral(
        "INSERT INTO escalation (id, call, clinic, gravity, state, staff, raised_ms, claimed_ms, closed_ms) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET state = excluded.state, "
        "staff = excluded.staff, claimed_ms = excluded.claimed_ms, closed_ms = excluded.closed_ms");
    for (const EscalationSummary &each : folded.summary.escalations) {
        if (folded.storedEscalations.contains(each))
            continue;
        if (const Result<> stored = plain(m_database.run(
                upsert,
                {each.id.text(), folded.summary.id.text(), folded.clinic.text(), name(each.gravity), name(each.state),
                 orNull(each.staff.text()), toMs(each.raised), orNull(each.claimed), orNull(each.closed)}));
            !stored)
            return stored;
    }
    return {};
}

void CallProjection::forget()
{
    m_live.clear();
    m_touched.clear();
}

Result<> CallProjection::clear()
{
    forget();
    for (const QString &table : {QStringLiteral("call"), QStringLiteral("escalation")})
        if (const Result<> cleared = plain(m_database.run(QStringLiteral("DELETE FROM ") + table)); !cleared)
            return cleared;
    return {};
}

} // namespace nightbell
