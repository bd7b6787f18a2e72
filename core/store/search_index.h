// Finds lines by their words although the store holds neither in the clear. The index is a reader of the journal with
// a cursor per engine; what the cursor has not reached yet is looked through line by line, so answers are exact.
// Belongs to one thread, like its database.
#pragma once

#include "store/engine_search.h"
#include "store/lexicon.h"

#include <map>

namespace nightbell {

using SearchPlace = QHash<EngineId, qint64>; // of each engine: lines before this one

struct SearchPage
{
    QList<FoundLine> lines; // newest first
    SearchPlace next;       // where the following page begins
    bool more = false;
};

class SearchIndex
{
public:
    SearchIndex(Database &database, KeyRing &keys) : m_database(database), m_keys(keys) { }

    // Indexes the next entries of an engine's stream in one transaction; answers how far the cursor moved, 0 at the
    // end. Stale when another engine did so at the same moment: nothing is lost, ask again.
    Result<qint64> indexNext(const EngineId &engine, int atMost);

    // Refused while the index is too far behind to be caught up within one search. Not inside a transaction.
    Result<SearchPage> search(const ClinicId &clinic, QStringView typed, int limit, const SearchPlace &before = {});

    // Takes the call's indexed lines out, inside the transaction that is open.
    Result<> forget(const QList<JournalEntry> &entriesOfCall);
    Result<> clear(); // before the index is made anew

private:
    using Words = QHash<QString, QList<Place>>;

    Result<QList<EngineId>> engines();
    Result<std::optional<qint64>> cursorOf(const EngineId &engine);
    Result<> moveCursor(const EngineId &engine, std::optional<qint64> from, qint64 to);
    Result<> append(const ClinicId &clinic, const EngineId &engine, const Words &words);
    Result<Cursors> catchUp();
    Result<std::vector<std::unique_ptr<PlaceStream>>> streamsFor(const PostingRows &rows, Lexicon &lexicon,
                                                                 const EngineId &engine, const SearchQuery &query,
                                                                 const Cursors &cursors);
    Result<Lexicon *> lexiconOf(const ClinicId &clinic);

    Database &m_database;
    KeyRing &m_keys;
    std::map<ClinicId, Lexicon> m_lexicons; // bounded
};

} // namespace nightbell
