// The end of a call's keeping: its data key goes, and every word of it becomes unreadable. What points at the words
// goes too: its places in the search index, words that
// nobody else said, its call, escalation and session rows. The journal keeps its sealed, unreadable entries.
#pragma once

#include "store/search_index.h"

namespace nightbell {

class Retention
{
public:
    Retention(Database &database, KeyRing &keys, SearchIndex &index)
        : m_database(database)
        , m_keys(keys)
        , m_index(index)
    { }

    // The oldest calls that ended before a moment.
    Result<QList<CallId>> callsOlderThan(const ClinicId &clinic, Instant moment, int atMost);

    // In one transaction. Refused while the call is live. Stale or Locked when another engine was at it: ask again.
    Result<> forget(const CallId &call);

    // After some were forgotten: SQLite's log still holds the pages as they were before; this empties it.
    Result<> emptyLog();

private:
    Database &m_database;
    KeyRing &m_keys;
    SearchIndex &m_index;
};

} // namespace nightbell
