// Gives events their positions and makes them durable: in the store, or, while it is away or behind, in the spill.
// Lives on the store thread; knows no thread and no clock itself, so a test can walk it through any outage step by
// step.
#pragma once

#include "store/back_off.h"
#include "store/journal_store.h"
#include "store/receipt.h"
#include "store/spill_file.h"

namespace nightbell {

struct JournalLimits
{
    int queueAtMost = 20'000;                   // events in memory; from half of it on they go to the spill
    int batchAtMost = 1'000;                    // entries in one transaction
    qint64 spillBytesAtMost = qint64(1) << 30;  // about 30 minutes at 1,000 events/s
    Span firstRetry{250}, longestRetry{10'000}; // of a store that is away
    Span drainWithin{10'000};                   // catching up at the opening, at the end; the rest stays in the spill
};

struct Draft // an event that has no position yet
{
    ClinicId clinic;
    CallEvent event;
};

class JournalWriter
{
public:
    // Positions go on after the last one in the store, the spill or the aside file, so the store must be there.
    static Result<std::unique_ptr<JournalWriter>> open(const EngineId &engine, JournalStore store,
                                                       const QString &spillPath, const JournalLimits &limits,
                                                       Instant now);

    using Fates = QList<Result<Receipt>>; // one for each draft
    Fates write(const QList<Draft> &drafts, Instant now, Receipt::Where where = Receipt::Where::Store);

    // Drafts that follow from what `look` sees in the transaction that writes them; answers how many. They are true
    // only then, so they never wait in the spill: Unreachable while behind, and a problem says that the look must be
    // taken again. After a commit in doubt their positions count as taken.
    using Look = std::function<Result<QList<Draft>>(Database &)>;
    Result<qsizetype> writeSeen(const Look &look);

    bool catchUp(Instant now); // writes one batch of what waits; true when it should be called again at once
    void waitedUntil(Instant now) { m_backOff.waitedUntil(now); } // after write() or catchUp(): a store may hang
    bool mayAskStore(Instant now) const { return m_backOff.mayTry(now); } // else it did not answer a moment ago
    bool isBehind() const { return !m_spill->isEmpty() || !m_inDoubt.isEmpty(); }
    Behind behind() const;
    const EngineId &engine() const { return m_engine; }
    qint64 positionAtOpen() const { return m_positionAtOpen; } // entries up to it are of earlier runs
    JournalStore &store() { return m_store; }

private:
    struct Settled
    {
        qsizetype count = 0;      // how many, from the first, are settled
        QList<qsizetype> refused; // which of them the store will never take
    };

    JournalWriter(EngineId engine, JournalStore store, const JournalLimits &limits);
    Result<> findLastPosition();
    QList<JournalEntry> numbered(const QList<Draft> &drafts) const;
    Fates oneByOne(const QList<Draft> &drafts, Instant now, Receipt::Where where);
    Fates spill(const QList<Draft> &drafts, const std::optional<Setback> &setback, Instant now);
    Fates accepted(const QList<JournalEntry> &entries, Receipt::Where where);
    void fallBehind(Instant now, const QString &why);
    Fates refused(qsizetype count, const Problem &problem);
    Settled settle(const QList<JournalEntry> &entries, Instant now);
    Settled settleRecords(const QList<QByteArray> &records, Instant now);

    EngineId m_engine;
    JournalStore m_store;
    JournalLimits m_limits;
    std::unique_ptr<SpillFile> m_spill;
    std::unique_ptr<SpillFile> m_aside;
    BackOff m_backOff;
    qint64 m_positionAtOpen = 0;
    qint64 m_lastPosition = 0;
    // A commit is in doubt and the spill would not take the batch either: its positions may be taken, so it stays ahead
    // of everything until either can. Bounded: while it is held, nothing else is held.
    QList<JournalEntry> m_inDoubt;
    std::optional<Instant> m_behindSince;
    QString m_why; // it is behind
    qint64 m_refused = 0;
};

} // namespace nightbell
