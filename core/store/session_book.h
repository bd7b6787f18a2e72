// The unfinished calls of one store: who of them is calling back? Belongs to the thread of its database.
#pragma once

#include "call/session_snapshot.h"
#include "store/caller_mark.h"
#include "store/key_ring.h"

#include <optional>

namespace nightbell {

// A caller as the store knows one: the same number at two clinics gives two hashes, nobody can join records by it.
struct KnownCaller
{
    ClinicId clinic;
    QByteArray hash; // keyed; empty: nobody will be recognised
    bool operator==(const KnownCaller &) const = default;
};

Result<KnownCaller> knownCaller(const KeyRing &keys, const ClinicId &clinic, const CallerMark &mark);

// All that is known before the caller proved to be the same person: that there was a call. What was said in it stays
// sealed until the very event exists that records the proof.
struct WaitingSession
{
    KnownCaller caller;
    CallId call; // the one that went dead
    bool verified = false;
    Instant dropped;
    Instant expires;
    QByteArray sealed;
    bool operator==(const WaitingSession &) const = default;

    Result<SessionSnapshot> afterVerification(const SessionVerified &proof, KeyRing &keys) const;
};

QByteArray aboutSession(const CallId &call); // what the sealed snapshot is bound to

class SessionBook
{
public:
    explicit SessionBook(Database &database) : m_database(database) { }

    // The newest that is open and not over.
    Result<std::optional<WaitingSession>> find(const KnownCaller &caller, Instant now);
    Result<KnownCaller> callerOf(const CallId &dropped); // without a hash when no session or no caller is known

    // The store's row decides: of two engines that resume at once, one succeeds and the other is Refused, as is who
    // comes too late. The winner appends SessionResumed. A second time by the same call succeeds again.
    Result<> resume(const CallId &dropped, const CallId &by, Instant now);

    Result<QList<CallId>> overdue(Instant now, int atMost); // to be closed with SessionClosed{Expired}

    // Each caller's newest, for a cache to be filled, in the order of their calls' ids.
    Result<QList<WaitingSession>> openAfter(const CallId &call, Instant now, int atMost);

private:
    Database &m_database;
};

} // namespace nightbell
