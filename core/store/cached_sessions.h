// The session book with a cache in front. The book is the truth: a miss is asked there, a cached session is only good
// for a neutral welcome, and resuming is decided by the book's row alone. When the cache goes, everything goes on from
// the book; the log says so once, and once when it is back.
// Runs on the thread "sessions", which may wait for a slow Redis, with a Database and a KeyRing of its own.
#pragma once

#include "store/back_off.h"
#include "store/session_book.h"
#include "store/session_cache.h"

namespace nightbell {

class CachedSessions
{
public:
    struct Counts
    {
        qint64 found = 0;  // in the cache
        qint64 missed = 0; // the book was asked
        qint64 wrong = 0;  // the cache held what no engine of ours wrote
        qint64 failures = 0;
    };

    // cache may be null: the book alone
    CachedSessions(SessionBook &book, KeyRing &keys, SessionCache *cache) : m_book(book), m_keys(keys), m_cache(cache)
    { }

    Result<std::optional<WaitingSession>> find(const ClinicId &clinic, const CallerMark &mark, Instant now);
    Result<> resume(const WaitingSession &session, const CallId &by, Instant now); // as SessionBook::resume

    // After Dropped, SessionVerified, SessionResumed or SessionClosed of that call became durable.
    Result<> refresh(const CallId &dropped, Instant now);

    // Fills the cache from the book, a batch each time; answers whether there is more. To be called from the start, and
    // again whenever needsFilling(): a cache that comes back may have come back empty.
    Result<bool> fillSome(Instant now);
    void look(Instant now) { put({}, now); } // notices a cache that went or came while nobody asks it
    bool needsFilling() const { return m_cache && m_filling; }

    const Counts &counts() const { return m_counts; }

private:
    std::optional<WaitingSession> cached(const KnownCaller &caller, Instant now);
    Result<> bring(const KnownCaller &caller, Instant now);
    Result<CachedBytes> packed(const WaitingSession &session, Instant now) const;
    bool mayAsk(Instant now) const { return m_cache && m_backOff.mayTry(now); }
    void put(const QList<CachedBytes> &all, Instant now);
    void note(const Problem *problem, Instant now);

    SessionBook &m_book;
    KeyRing &m_keys;
    SessionCache *m_cache;
    BackOff m_backOff{Span{250}, Span{30'000}};
    bool m_filling = true;
    CallId m_filledTo;
    Counts m_counts;
};

} // namespace nightbell
