// The store of a running engine, put together: the journal and its thread, the threads that read, and the chores that
// keep it well. This is the room's front door; nothing outside names its parts.
#pragma once

#include "store/journal.h"
#include "store/session_desk.h"
#include "store/store_archive.h"

#include <QTimer>

namespace nightbell {

class EngineLease;

class Store : public QObject
{
    Q_OBJECT

public:
    // The store was prepared: it has its schema and its keys. What was live when the process died is dropped soon
    // after, and can be resumed.
    static Result<std::unique_ptr<Store>> open(const StorePlan &plan);
    ~Store() override;

    QFuture<Result<>> append(const ClinicId &clinic, const CallEvent &event); // from any thread; ready when durable
    // On the store thread, between two rounds; Unreachable while the store is away. From any thread.
    QFuture<Result<>> write(std::function<Result<>(JournalWriter &)> work) { return m_journal->write(std::move(work)); }

    Archive &archive() { return m_archive; }
    SessionDesk &sessions() { return m_sessions; }

    // Of a call that was written; Unreachable while the store is away. From any thread.
    QFuture<Result<SealKey>> callKey(const CallId &call);
    QFuture<Result<QList<std::pair<CallId, SealKey>>>>
    unpressed(); // recordings of calls that are over, with their keys

    Behind behind() const { return m_journal->behind(); }
    int recoveredCalls() const { return m_recovered; }

Q_SIGNALS:
    void recovered(int calls); // more calls of an engine that died became resumable

private:
    using SharedLease = std::shared_ptr<std::unique_ptr<EngineLease>>; // made and used on the store thread

    Store(const StorePlan &plan, std::unique_ptr<Journal> journal, SharedLease lease);
    void startChores();
    void recover(const EngineId &lost, bool adopted);
    void recoverOwn();
    void renewLease();
    void adoptTheLost();
    void indexWords();
    void forgetTheOld();
    Span sessionLasts(const ClinicId &clinic) const;

    StorePlan m_plan;
    SharedLease m_lease;
    std::unique_ptr<Journal> m_journal;
    StoreThread m_reading;
    StoreArchive m_archive;
    SessionDesk m_sessions;
    int m_recovered = 0;
    QTimer m_renewing, m_adopting, m_indexing, m_forgetting, m_recovering; // the last three wait for their own end
};

} // namespace nightbell
