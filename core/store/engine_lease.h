// An engine holds its own stream of the journal by a lease with an epoch. It renews the lease; every write transaction
// runs guard(). When the lease lapses another engine adopts it: the epoch moves on, so whatever the lost engine still
// tries is Stale. Coming back, it takes a new epoch and goes on in its own stream.
//
// Lapsing is judged by the database's clock (on SQLite, one machine, by the time passed in), and only by an observer
// who had uninterrupted contact with a database that was up for one full term: an outage of the database, during which
// nobody could renew, ends nobody's lease.
#pragma once

#include "instant.h"
#include "store/database.h"

#include <optional>

namespace nightbell {

class EngineLease
{
public:
    struct Taken
    {
        qint64 epoch = 0;
        EngineId adoptedBy; // who took this engine's calls over meanwhile; empty when nobody did
    };

    // Renew at least every third of the term.
    EngineLease(Database &database, EngineId engine, Span term);

    // At the start, and again after Stale. Locked while another live process holds this engine's lease.
    // On SQLite the lock of the data folder keeps a second process out, so a restart never waits.
    Result<Taken> take(Instant now);
    Result<> renew(Instant now); // Stale when the engine was adopted
    Result<> giveBack();         // a polite end: nobody needs to adopt

    // Inside the caller's write transaction:
    Result<> guard();                                    // Stale unless the epoch is ours; holds it until the commit
    Result<> adopt(const EngineId &victim, Instant now); // Refused when it came back or somebody else was first

    // Inside a write transaction: whether `by` adopted `lost` and it has not come back. Holds that answer until the
    // commit: `lost` waits with its new epoch, so its stream ends where the lapsed epoch left it.
    static Result<bool> isAdopted(Database &database, const EngineId &lost, const EngineId &by);

    Result<QList<EngineId>> lapsed(Instant now); // who may be adopted; none before a full term of contact

    const EngineId &engine() const { return m_engine; }
    qint64 epoch() const { return m_epoch; }

private:
    Result<bool> hasSessionLock();
    Result<qint64> databaseNowMs(Instant now);
    Result<bool> mayJudge(Instant now);
    Result<SqlRows> inContact(Instant now, Result<SqlRows> answer);

    Database &m_database;
    EngineId m_engine;
    Span m_term;
    qint64 m_epoch = 0; // 0: none taken yet
    std::optional<Instant> m_contactSince;
    Instant m_contactLast;
};

} // namespace nightbell
