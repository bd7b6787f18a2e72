#include "store/engine_search.h"

namespace nightbell {
namespace {

constexpr int entriesPerRead = 1000;

} // namespace

EngineSearch::EngineSearch(Database &database, KeyRing &keys, const ClinicId &clinic, const EngineId &engine,
                           const SearchQuery &query, qint64 upTo)
    : m_database(database)
    , m_keys(keys)
    , m_clinic(clinic)
    , m_engine(engine)
    , m_query(query)
    , m_upTo(upTo)
{ }

Result<std::unique_ptr<EngineSearch>> EngineSearch::begin(Database &database, KeyRing &keys, const ClinicId &clinic,
                                                          const EngineId &engine, const SearchQuery &query,
                                                          qint64 indexed, qint64 before)
{
    std::unique_ptr<EngineSearch> search(
        new EngineSearch(database, keys, clinic, engine, query, std::min(indexed, before - 1)));
    for (qint64 after = indexed; after < before - 1;) {
        const auto entries = entriesAfter(database, keys, engine, after, entriesPerRead);
        if (!entries)
            return entries.problem();
        for (const JournalEntry &entry : entries.value()) {
            after = entry.position;
            if (entry.clinic != clinic || entry.position >= before)
                continue;
            if (const auto line = findableLine(entry); line && matches(query, searchWordsOf(line->words.reveal())))
                search->m_tail << *line;
        }
        if (entries.value().size() < entriesPerRead)
            break;
    }
    return search;
}

Result<std::optional<FoundLine>> EngineSearch::next()
{
    if (!m_tail.isEmpty())
        return std::optional(m_tail.takeLast());
    while (m_upTo > 0) {
        const Result<qint64> candidate = lineOfAll(m_streams, m_upTo);
        if (!candidate)
            return candidate.problem();
        m_upTo = candidate.value() - 1;
        if (candidate.value() == nowhere)
            break;
        auto line = lineAt(candidate.value());
        if (!line || line.value())
            return line;
    }
    return std::optional<FoundLine>();
}

// None where the call's key is gone, or where the words only seemed to match (see placeAfter).
Result<std::optional<FoundLine>> EngineSearch::lineAt(qint64 position)
{
    const auto entries = entriesAfter(m_database, m_keys, m_engine, position - 1, 1);
    if (!entries)
        return entries.problem();
    if (entries.value().isEmpty() || entries.value().front().position != position
        || entries.value().front().clinic != m_clinic)
        return std::optional<FoundLine>();
    auto line = findableLine(entries.value().front());
    if (line && !matches(m_query, searchWordsOf(line->words.reveal())))
        line.reset();
    return line;
}

} // namespace nightbell
