// The reading side: calls past and present, from a connection and a key ring of its own. Calls whose key retention has
// destroyed are not there.
#pragma once

#include "call/call_summary.h"
#include "store/journal_rows.h"

#include <optional>

namespace nightbell {

struct ProviderCall // as the line knows the call
{
    QString provider;
    PrivateText id;
    bool operator==(const ProviderCall &) const = default;
};

class CallArchive
{
public:
    CallArchive(Database &database, KeyRing &keys) : m_database(database), m_keys(keys) { }

    // Where a page ends and the next begins: calls of one millisecond are told apart by their ids.
    struct Place
    {
        Instant created;
        CallId call;
    };
    static Place before(Instant moment) { return {moment, CallId()}; }
    static Place after(const CallSummary &last) { return {last.created, last.id}; } // the page that follows it

    Result<QList<CallSummary>> page(const ClinicId &clinic, const Place &olderThan, int limit); // newest first
    Result<CallSummary> call(const CallId &call);
    Result<QList<JournalEntry>> events(const CallId &call);

    Result<CallId> callOf(const ClinicId &clinic, const ProviderCall &providerCall); // NotFound when there is none
    Result<ProviderCall> providerCallOf(const CallId &call);

private:
    Result<QList<CallSummary>> opened(const Result<SqlRows> &found);

    Database &m_database;
    KeyRing &m_keys;
};

} // namespace nightbell
