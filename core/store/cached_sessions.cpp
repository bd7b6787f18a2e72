#include "store/cached_sessions.h"

#include "store/session_parcel.h"

#include <QLoggingCategory>

namespace nightbell {
namespace {

Q_LOGGING_CATEGORY(storeLog, "nightbell.store")

constexpr int batch = 200;

QByteArray keyFor(const KnownCaller &caller) { return caller.hash.toHex(); }

} // namespace

Result<std::optional<WaitingSession>> CachedSessions::find(const ClinicId &clinic, const CallerMark &mark, Instant now)
{
    const auto caller = knownCaller(m_keys, clinic, mark);
    if (!caller)
        return caller.problem();
    if (auto session = cached(caller.value(), now)) {
        ++m_counts.found;
        return session;
    }
    ++m_counts.missed;
    auto session = m_book.find(caller.value(), now);
    if (session && session.value())
        if (const auto parcel = packed(*session.value(), now))
            put({parcel.value()}, now);
    return session;
}

Result<> CachedSessions::resume(const WaitingSession &session, const CallId &by, Instant now)
{
    const Result<> done = m_book.resume(session.call, by, now);
    if (done || done.problem().kind == Problem::Kind::Refused)
        (void)bring(session.caller, now); // what the cache said is not so any more
    return done;
}

Result<> CachedSessions::refresh(const CallId &dropped, Instant now)
{
    if (!m_cache)
        return {};
    const auto caller = m_book.callerOf(dropped);
    if (!caller)
        return caller.problem();
    return caller.value().hash.isEmpty() ? Result<>() : bring(caller.value(), now);
}

Result<bool> CachedSessions::fillSome(Instant now)
{
    if (!m_filling || !mayAsk(now))
        return false;
    const auto sessions = m_book.openAfter(m_filledTo, now, batch);
    if (!sessions)
        return sessions.problem();
    QList<CachedBytes> parcels;
    for (const WaitingSession &session : sessions.value())
        if (const auto parcel = packed(session, now)) // a clinic whose keys are closed waits in the book
            parcels << parcel.value();
    put(parcels, now);
    if (m_backOff.away())
        return false;
    m_filling = sessions.value().size() == batch;
    m_filledTo = m_filling ? sessions.value().last().call : CallId();
    return m_filling;
}

std::optional<WaitingSession> CachedSessions::cached(const KnownCaller &caller, Instant now)
{
    if (!mayAsk(now))
        return std::nullopt;
    const auto bytes = m_cache->get(keyFor(caller));
    note(bytes ? nullptr : &bytes.problem(), now);
    if (!bytes) {
        m_counts.wrong += bytes.problem().kind == Problem::Kind::Damaged;
        return std::nullopt;
    }
    const auto key = m_keys.indexKey(caller.clinic);
    auto session = key ? unpack(key.value(), caller, bytes.value()) : Result<WaitingSession>(key.problem());
    if (!session) {
        ++m_counts.wrong;
        return std::nullopt;
    }
    return session.value().expires > now ? std::optional(std::move(session).value()) : std::nullopt;
}

// Makes the cache say what the book says of this caller.
Result<> CachedSessions::bring(const KnownCaller &caller, Instant now)
{
    if (!mayAsk(now))
        return {};
    const auto newest = m_book.find(caller, now);
    if (!newest)
        return newest.problem();
    if (newest.value()) {
        const auto parcel = packed(*newest.value(), now);
        if (!parcel)
            return parcel.problem();
        put({parcel.value()}, now);
        return {};
    }
    const Result<> removed = m_cache->remove(keyFor(caller));
    note(removed ? nullptr : &removed.problem(), now);
    return {};
}

Result<CachedBytes> CachedSessions::packed(const WaitingSession &session, Instant now) const
{
    const auto key = m_keys.indexKey(session.caller.clinic);
    if (!key)
        return key.problem();
    return CachedBytes{keyFor(session.caller), pack(key.value(), session), session.expires - now};
}

void CachedSessions::put(const QList<CachedBytes> &all, Instant now)
{
    if (!mayAsk(now))
        return;
    const Result<> done = m_cache->put(all);
    note(done ? nullptr : &done.problem(), now);
}

void CachedSessions::note(const Problem *problem, Instant now)
{
    const bool answered =
        !problem || problem->kind == Problem::Kind::NotFound || problem->kind == Problem::Kind::Damaged;
    if (answered) {
        if (m_backOff.worked()) {
            m_filling = true;
            m_filledTo = {};
            qCInfo(storeLog) << "the session cache is back";
        }
        return;
    }
    ++m_counts.failures;
    if (m_backOff.failed(now))
        qCWarning(storeLog).noquote() << "the session cache is gone, sessions go on from the store:" << problem->detail;
}

} // namespace nightbell
