// The unfinished calls of this engine's clinics, on the thread "sessions": the book with its cache in front, filled at
// the start, kept right as calls drop and go on, and sessions closed when their time is over.
#pragma once

#include "store/cached_sessions.h"
#include "store/store_thread.h"

#include <QSet>
#include <QTimer>

namespace nightbell {

using AppendToJournal = std::function<void(const ClinicId &, const CallEvent &)>; // from any thread

class SessionDesk : public QObject
{
    Q_OBJECT

public:
    SessionDesk(const StorePlan &plan, AppendToJournal append);
    ~SessionDesk() override;

    QFuture<Result<std::optional<WaitingSession>>> find(const ClinicId &clinic, const CallerMark &mark);
    // What was said in it, once the caller has proved to be the same.
    QFuture<Result<SessionSnapshot>> opened(const WaitingSession &session, const SessionVerified &proof);
    QFuture<Result<>> resume(const WaitingSession &session, const CallId &by); // the winner appends SessionResumed
    QFuture<CachedSessions::Counts> counts();

    void stored(const CallEvent &event); // has become durable; from any thread

private:
    struct Desk // lives on the thread
    {
        std::unique_ptr<SessionCache> cache;
        std::unique_ptr<SessionBook> book;
        std::unique_ptr<CachedSessions> sessions;
        QSet<CallId> closed; // told to the journal, which may be behind; bounded
    };

    CachedSessions &sessionsOn(StoreConnection &store);
    void tend(); // once in a while: fills the cache, closes what is over

    StorePlan m_plan;
    AppendToJournal m_append;
    Desk m_desk;
    StoreThread m_thread;
    QTimer m_tending;
};

} // namespace nightbell
