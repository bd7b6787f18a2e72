// Rows of table session: where each dropped call stood, for the caller who comes back. A row begins with Dropped and
// only ever moves on (open → resumed → completed, open → completed, open → expired), so entries may come twice, or
// those of two engines in either order.
#pragma once

#include "store/projection.h"
#include "store/session_book.h"

#include <optional>

namespace nightbell {

struct SessionRow
{
    KnownCaller caller;
    CallId call;
    SessionSummary state;
    SessionSnapshot snapshot;
    bool operator==(const SessionRow &) const = default;
};

// What the row of one call must say, from its entries alone; nothing when it left no session.
Result<std::optional<SessionRow>> sessionFrom(const QList<JournalEntry> &entriesOfOneCall, const KeyRing &keys);

class SessionProjection : public Projection
{
public:
    SessionProjection(Database &database, KeyRing &keys) : m_database(database), m_keys(keys) { }

    Result<> apply(const JournalEntry &entry) override;
    Result<> store() override { return {}; } // every row is written when its entry comes: they are few
    void forget() override { }
    Result<> clear() override;

private:
    Result<> open(const CallId &call);

    Database &m_database;
    KeyRing &m_keys;
};

} // namespace nightbell
