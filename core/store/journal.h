// The journal's front: any thread appends, the thread "store" writes.
//
//   append ──> queue ──wake──> round on the thread "store"
//     │       (bounded)          1 catch up: one batch of what waits in the spill ──> store
//     │                          2 take all that is queued; in batches:
//     └── future <─resolve──         nothing waits ──> one transaction: guard, rows, projections, commit ──> store
//                                    else, or the store failed, or the queue was half full ──> spill
//                                3 still behind: again, at once or after a while
//
// A future is ready when its event is durable, and says where; a problem says that it is not (InDoubt: that it may be).
// Take it with whenDone(). Order is never broken: what is behind the spill goes through the spill.
#pragma once

#include "store/journal_writer.h"

#include <QFuture>
#include <QThread>

namespace nightbell {

class JournalQueue;
class StoreRounds;
struct Recovery;

struct JournalPlan
{
    EngineId engine;
    std::function<Result<JournalStore>()> open; // called on the store thread, where all of it stays
    QString spillPath;
    JournalLimits limits;
    std::function<Instant()> now;                        // called on the store thread
    std::function<void(const Behind &)> onBehindChanged; // called on the store thread
};

class Journal
{
public:
    // The store must be there: without it nobody knows which position comes next.
    static Result<std::unique_ptr<Journal>> open(const JournalPlan &plan);
    ~Journal();
    Q_DISABLE_COPY_MOVE(Journal)

    QFuture<Result<Receipt>> append(const ClinicId &clinic, const CallEvent &event); // from any thread
    Behind behind() const;                                                           // from any thread
    const EngineId &engine() const { return m_engine; }

    // Runs work on the store thread between two rounds: a lease is renewed, a key rotated. Not after close().
    QFuture<Result<>> perform(std::function<Result<>(JournalStore &)> work);

    // The same for who writes entries that follow from what the store holds (JournalWriter::writeSeen).
    QFuture<Result<>> write(std::function<Result<>(JournalWriter &)> work);

    QFuture<Result<int>> recover(const Recovery &recovery); // on the store thread too: recovery.h

    void close(); // writes everything that was appended, then ends the thread; later appends are Refused

private:
    explicit Journal(const JournalPlan &plan);

    EngineId m_engine;
    std::unique_ptr<JournalQueue> m_queue;
    std::unique_ptr<StoreRounds> m_rounds; // works on m_thread; stays until nobody can wake it any more
    QThread m_thread;
};

} // namespace nightbell
