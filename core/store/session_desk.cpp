#include "store/session_desk.h"

#include "store/redis_session_cache.h"

#include <QLoggingCategory>

namespace nightbell {

namespace {

Q_LOGGING_CATEGORY(log, "nightbell.store")

constexpr int tendEveryMs = 5'000, closedAtOnce = 100, closedKept = 10'000;

bool concernsSession(const Happening &what)
{
    return std::holds_alternative<Dropped>(what) || std::holds_alternative<SessionVerified>(what)
        || std::holds_alternative<SessionResumed>(what) || std::holds_alternative<SessionClosed>(what);
}

} // namespace

SessionDesk::SessionDesk(const StorePlan &plan, AppendToJournal append)
    : m_plan(plan)
    , m_append(std::move(append))
    , m_thread(QStringLiteral("sessions"), plan)
{
    m_thread.beforeClosing([this] { m_desk = {}; });
    connect(&m_tending, &QTimer::timeout, this, &SessionDesk::tend);
    m_tending.start(tendEveryMs);
    tend();
}

SessionDesk::~SessionDesk() = default;

CachedSessions &SessionDesk::sessionsOn(StoreConnection &store)
{
    if (!m_desk.sessions) {
        if (!m_plan.redisUrl.isEmpty()) {
            if (auto cache = openRedisSessions(m_plan.redisUrl, m_plan.secrets))
                m_desk.cache = std::move(cache).value();
            else
                qCWarning(log).noquote() << "no session cache:" << cache.problem().detail;
        }
        m_desk.book = std::make_unique<SessionBook>(*store.database);
        m_desk.sessions = std::make_unique<CachedSessions>(*m_desk.book, *store.keys, m_desk.cache.get());
    }
    return *m_desk.sessions;
}

QFuture<Result<std::optional<WaitingSession>>> SessionDesk::find(const ClinicId &clinic, const CallerMark &mark)
{
    return m_thread.read(
        [=, this](StoreConnection &store) { return sessionsOn(store).find(clinic, mark, m_plan.now()); });
}

QFuture<Result<SessionSnapshot>> SessionDesk::opened(const WaitingSession &session, const SessionVerified &proof)
{
    return m_thread.read([=](StoreConnection &store) { return session.afterVerification(proof, *store.keys); });
}

QFuture<Result<>> SessionDesk::resume(const WaitingSession &session, const CallId &by)
{
    return m_thread.read(
        [=, this](StoreConnection &store) { return sessionsOn(store).resume(session, by, m_plan.now()); });
}

QFuture<CachedSessions::Counts> SessionDesk::counts()
{
    return m_thread
        .read([this](StoreConnection &store) -> Result<CachedSessions::Counts> { return sessionsOn(store).counts(); })
        .then([](const Result<CachedSessions::Counts> &counts) {
            return counts ? counts.value() : CachedSessions::Counts();
        });
}

void SessionDesk::stored(const CallEvent &event)
{
    if (concernsSession(event.what))
        m_thread.read([this, call = event.call](StoreConnection &store) {
            return sessionsOn(store).refresh(call, m_plan.now());
        });
}

void SessionDesk::tend()
{
    m_thread.read([this](StoreConnection &store) -> Result<> {
        CachedSessions &sessions = sessionsOn(store);
        sessions.look(m_plan.now());
        while (sessions.needsFilling()) {
            const Result<bool> more = sessions.fillSome(m_plan.now());
            if (!more)
                return more.problem();
            if (!more.value())
                break;
        }
        const Instant now = m_plan.now();
        const auto overdue = m_desk.book->overdue(now, closedAtOnce);
        if (!overdue)
            return overdue.problem();
        if (m_desk.closed.size() > closedKept)
            m_desk.closed.clear();
        for (const CallId &call : overdue.value())
            if (const auto caller = m_desk.book->callerOf(call); caller && !m_desk.closed.contains(call)) {
                m_desk.closed.insert(call);
                m_append(caller.value().clinic, {call, now, SessionClosed{SessionEnd::Expired}, {}});
            }
        return {};
    });
}

} // namespace nightbell
