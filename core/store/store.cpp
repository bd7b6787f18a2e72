#include "store/store.h"

#include "clinic/recording_kept.h"
#include "store/call_projection.h"
#include "store/diary_retention.h"
#include "store/engine_lease.h"
#include "store/recording_shelf.h"
#include "store/recovery.h"
#include "store/retention.h"
#include "store/session_projection.h"
#include "store/sql_values.h"

#include <QLoggingCategory>

namespace nightbell {

namespace {

Q_LOGGING_CATEGORY(log, "nightbell.store")

constexpr int indexedAtOnce = 100, forgottenAtOnce = 20;
constexpr Span indexPause = std::chrono::seconds{2}, forgetPause = std::chrono::minutes{10};

// On the store thread: its connection, the projections, and the lease that guards every transaction.
Result<JournalStore> furnish(const StorePlan &plan, std::unique_ptr<EngineLease> &lease)
{
    Result<StoreConnection> connection = connectStore(plan, writerWaits);
    if (!connection)
        return connection.problem();
    JournalStore store{std::move(connection.value().database), std::move(connection.value().keys), {}, {}};
    store.projections.push_back(std::make_unique<CallProjection>(*store.database, *store.keys));
    store.projections.push_back(std::make_unique<SessionProjection>(*store.database, *store.keys));
    lease = std::make_unique<EngineLease>(*store.database, plan.engine, plan.leaseTerm);
    if (const auto taken = lease->take(plan.now()); !taken)
        return taken.problem();
    store.tenure.guard = [&lease] { return lease->guard(); };
    store.tenure.renew = [&lease, now = plan.now]() -> Result<> {
        const auto taken = lease->take(now());
        return taken ? Result<>() : Result<>(taken.problem());
    };
    return store;
}

// On the store thread. Once when it begins and why, once when it is over and how far behind it was.
std::function<void(const Behind &)> sayWhenBehind()
{
    return [told = false, most = qint64(0)](const Behind &behind) mutable {
        most = std::max(most, behind.inSpill);
        if (const bool away = behind.since.has_value(); away != told) {
            told = away;
            if (away)
                qCWarning(log).noquote() << "the store is away or behind, calls go on:" << behind.inSpill
                                         << "events wait on this machine:" << behind.why;
            else
                qCInfo(log) << "the store has everything again;" << std::exchange(most, 0)
                            << "events had waited at most";
        }
    };
}

} // namespace

Result<std::unique_ptr<Store>> Store::open(const StorePlan &plan)
{
    auto lease = std::make_shared<std::unique_ptr<EngineLease>>();
    auto journal = Journal::open({.engine = plan.engine,
                                  .open = [plan, lease] { return furnish(plan, *lease); },
                                  .spillPath = spillPath(plan.dataFolder),
                                  .limits = plan.limits,
                                  .now = plan.now,
                                  .onBehindChanged = sayWhenBehind()});
    if (!journal)
        return journal.problem();
    return std::unique_ptr<Store>(new Store(plan, std::move(journal).value(), lease));
}

Store::Store(const StorePlan &plan, std::unique_ptr<Journal> journal, SharedLease lease)
    : m_plan(plan)
    , m_lease(std::move(lease))
    , m_journal(std::move(journal))
    , m_reading(QStringLiteral("archive"), plan)
    , m_archive(m_reading)
    , m_sessions(plan, [this](const ClinicId &clinic, const CallEvent &event) { append(clinic, event); })
{
    startChores();
}

Store::~Store()
{
    m_journal->perform([lease = m_lease](JournalStore &) { return (*lease)->giveBack(); }).waitForFinished();
    m_journal->close(); // from here on nobody hears of anything that became durable
}

QFuture<Result<>> Store::append(const ClinicId &clinic, const CallEvent &event)
{
    return m_journal->append(clinic, event).then([this, event](const Result<Receipt> &receipt) {
        if (!receipt)
            return Result<>(receipt.problem());
        if (receipt.value().where == Receipt::Where::Store)
            m_sessions.stored(event);
        return Result<>();
    });
}

QFuture<Result<SealKey>> Store::callKey(const CallId &call)
{
    const auto found = std::make_shared<std::optional<SealKey>>();
    const auto look = [call, found](JournalStore &store) -> Result<> {
        const Result<SealKey> key = store.keys->callKey(call);
        if (!key)
            return key.problem();
        *found = key.value();
        return {};
    };
    return m_journal->perform(look).then([found](const Result<> &looked) {
        return looked ? Result<SealKey>(**found) : Result<SealKey>(looked.problem());
    });
}

QFuture<Result<QList<std::pair<CallId, SealKey>>>> Store::unpressed()
{
    return m_reading.read([folder = m_plan.dataFolder](StoreConnection &store) {
        return unpressedRecordings(*store.database, *store.keys, folder);
    });
}

void Store::startChores()
{
    const auto every = [this](QTimer &timer, Span span, void (Store::*chore)()) {
        connect(&timer, &QTimer::timeout, this, chore);
        timer.start(span);
    };
    every(m_renewing, m_plan.leaseTerm / 3, &Store::renewLease);
    every(m_adopting, m_plan.leaseTerm, &Store::adoptTheLost);
    for (QTimer *timer : {&m_indexing, &m_forgetting, &m_recovering})
        timer->setSingleShot(true); // started again when the chore is done, so that none piles up
    every(m_indexing, indexPause, &Store::indexWords);
    every(m_forgetting, forgetPause, &Store::forgetTheOld);
    every(m_recovering, Span::zero(), &Store::recoverOwn);
}

Span Store::sessionLasts(const ClinicId &clinic) const
{
    const Organisation *organisation = organisationOf(m_plan.book, clinic);
    return std::chrono::seconds{organisation ? organisation->sessionTtlSeconds : 0};
}

// Until it has succeeded once: what waits in the spill of the last run comes first.
void Store::recoverOwn() { recover(m_plan.engine, false); }

void Store::recover(const EngineId &lost, bool adopted)
{
    const Recovery recovery{lost, m_plan.now(), [this](const ClinicId &clinic) { return sessionLasts(clinic); }};
    whenDone(m_journal->recover(recovery), this, [this, lost, adopted](const Result<int> &calls) {
        if (!calls && !adopted)
            m_recovering.start(std::chrono::seconds{1}); // what the last run left in the spill comes first
        if (!calls || calls.value() == 0)
            return;
        m_recovered += calls.value();
        qCInfo(log).noquote() << calls.value() << "calls of" << lost.text() << "had been live; they can be resumed";
        Q_EMIT recovered(calls.value());
    });
}

void Store::renewLease()
{
    m_journal->perform([lease = m_lease, now = m_plan.now](JournalStore &) {
        const Result<> renewed = (*lease)->renew(now());
        if (!renewed && renewed.problem().kind == Problem::Kind::Stale)
            qCWarning(log) << "another engine adopted the calls of this one; the next write takes a new epoch";
        return renewed;
    });
}

// Calls whose adopter died between the adoption and its records are found again by their engine's row.
void Store::adoptTheLost()
{
    m_journal->perform([lease = m_lease, now = m_plan.now](JournalStore &store) -> Result<> {
        const auto lapsed = (*lease)->lapsed(now());
        if (!lapsed)
            return lapsed.problem();
        for (const EngineId &victim : lapsed.value())
            if (inTransaction(*store.database, [&] { return (*lease)->adopt(victim, now()); }))
                qCWarning(log).noquote() << victim.text() << "is gone; its calls are adopted";
        return {};
    });
    auto mine = m_reading.read([engine = m_plan.engine](StoreConnection &store) {
        return idsIn<EngineId>(
            store.database->run(QStringLiteral("SELECT DISTINCT engine.id FROM engine JOIN call ON call.engine = "
                                               "engine.id WHERE adopted_by = ? AND ended_ms IS NULL"),
                                {engine.text()}));
    });
    whenDone(mine, this, [this](const Result<QList<EngineId>> &lost) {
        if (lost)
            for (const EngineId &engine : lost.value())
                recover(engine, true);
    });
}

void Store::indexWords()
{
    auto moved = m_reading.read(
        [engine = m_plan.engine](StoreConnection &store) { return store.index->indexNext(engine, indexedAtOnce); });
    whenDone(moved, this, [this](const Result<qint64> &count) {
        m_indexing.start(count && count.value() == indexedAtOnce ? Span::zero() : indexPause);
    });
}

void Store::forgetTheOld()
{
    auto done = m_reading.read([plan = m_plan](StoreConnection &store) -> Result<bool> {
        Retention retention(*store.database, *store.keys, *store.index);
        bool forgot = false, more = false;
        for (const Organisation &organisation : plan.book.organisations) {
            const Instant moment = plan.now() - std::chrono::days{organisation.retentionDays};
            const auto old = retention.callsOlderThan(organisation.id, moment, forgottenAtOnce);
            if (!old)
                return old.problem();
            for (const CallId &call : old.value())
                forgot |= forgetWithRecording(retention, plan.dataFolder, call).ok();
            const Instant heardSince = plan.now() - std::chrono::days{recordingKeptDays(organisation)};
            if (const auto gone = forgetRecordings(*store.database, plan.dataFolder, organisation.id, heardSince);
                !gone)
                return gone.problem();
            const auto appointments =
                forgetAppointments(*store.database, *store.keys, organisation.id, moment, forgottenAtOnce);
            if (!appointments)
                return appointments.problem();
            if (const Result<> swept = sweepDiary(*store.database, organisation.id, plan.now()); !swept)
                return swept.problem();
            more |= forgot && old.value().size() == forgottenAtOnce;
            more |= appointments.value() == forgottenAtOnce;
            forgot |= appointments.value() > 0;
        }
        if (forgot)
            if (const Result<> emptied = retention.emptyLog(); !emptied)
                return emptied.problem();
        return more;
    });
    whenDone(done, this, [this](const Result<bool> &more) {
        m_forgetting.start(more && more.value() ? Span::zero() : forgetPause);
    });
}

} // namespace nightbell
