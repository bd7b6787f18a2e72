// The asking half of the search index; search_index.cpp is the writing half.
#include "store/search_index.h"

#include <algorithm>

namespace nightbell {
namespace {

constexpr qint64 tailAtMost = 500;            // entries looked through line by line
constexpr int entriesPerStep = 1000;          // indexed in one transaction while catching up
constexpr int stepsAtMost = 8;                // of catching up within one search
constexpr qsizetype prefixWordsAtMost = 2000; // a beginning of more words is looked for line by line

struct Running
{
    std::unique_ptr<EngineSearch> search;
    std::optional<FoundLine> newest;
};

bool older(const Running &a, const Running &b)
{
    if (!a.newest || !b.newest)
        return !a.newest && b.newest;
    return a.newest->at < b.newest->at || (a.newest->at == b.newest->at && a.newest->engine < b.newest->engine);
}

} // namespace

// A leap from engine to engine: their number is small, the journal is long.
Result<QList<EngineId>> SearchIndex::engines()
{
    QList<EngineId> engines;
    for (QString after;;) {
        const auto found = m_database.run(QStringLiteral("SELECT MIN(engine) FROM journal WHERE engine > ?"), {after});
        if (!found)
            return found.problem();
        after = found.value().rows[0][0].toString();
        if (after.isEmpty())
            return engines;
        engines << EngineId(after);
    }
}

Result<Cursors> SearchIndex::catchUp()
{
    const auto all = engines();
    if (!all)
        return all.problem();
    Cursors cursors;
    int steps = 0;
    for (const EngineId &engine : all.value())
        for (;;) {
            const auto cursor = cursorOf(engine);
            const Result<qint64> end = lastPosition(m_database, engine);
            if (!cursor || !end)
                return cursor ? end.problem() : cursor.problem();
            cursors[engine] = cursor.value().value_or(0);
            if (end.value() - cursors[engine] <= tailAtMost)
                break;
            if (steps++ == stepsAtMost)
                return Problem{
                    Problem::Kind::Refused,
                    QStringLiteral("the search index is %1 entries behind").arg(end.value() - cursors[engine])};
            if (const auto moved = indexNext(engine, entriesPerStep);
                !moved && moved.problem().kind != Problem::Kind::Stale)
                return moved.problem();
        }
    return cursors;
}

Result<std::vector<std::unique_ptr<PlaceStream>>> SearchIndex::streamsFor(const PostingRows &rows, Lexicon &lexicon,
                                                                          const EngineId &engine,
                                                                          const SearchQuery &query,
                                                                          const Cursors &cursors)
{
    std::vector<std::unique_ptr<PlaceStream>> all;
    for (const SearchPiece &piece : query) {
        std::vector<std::unique_ptr<PlaceStream>> row;
        const qsizetype whole = piece.words.size() - (piece.prefix ? 1 : 0);
        for (qsizetype i = 0; i < whole; ++i)
            row.push_back(placesOfWord(rows, engine, piece.words[i]));
        if (piece.prefix) {
            const auto words = lexicon.startingWith(piece.words.back(), prefixWordsAtMost, cursors);
            if (!words)
                return words.problem();
            if (words.value()) {
                std::vector<std::unique_ptr<PlaceStream>> any;
                for (const QString &word : *words.value())
                    any.push_back(placesOfWord(rows, engine, word));
                row.push_back(placesOfAny(std::move(any)));
            }
        }
        if (!row.empty())
            all.push_back(placesInARow(std::move(row)));
    }
    if (all.empty())
        all.push_back(placesOfWord(rows, engine, everyLine));
    return all;
}

Result<SearchPage> SearchIndex::search(const ClinicId &clinic, QStringView typed, int limit, const SearchPlace &before)
{
    Q_ASSERT(limit > 0);
    const Result<SearchQuery> query = searchQueryFrom(typed);
    if (!query)
        return query.problem();
    const Result<Lexicon *> lexicon = lexiconOf(clinic);
    const Result<SealKey> key = m_keys.indexKey(clinic);
    if (!lexicon || !key)
        return key ? lexicon.problem() : key.problem();
    SearchPage page{{}, before};
    if (query.value().isEmpty())
        return page;
    const Result<Cursors> cursors = catchUp();
    if (!cursors)
        return cursors.problem();
    const PostingRows rows(m_database, clinic, key.value());
    std::vector<Running> running;
    for (auto cursor = cursors.value().cbegin(); cursor != cursors.value().cend(); ++cursor) {
        auto begun = EngineSearch::begin(m_database, m_keys, clinic, cursor.key(), query.value(), cursor.value(),
                                         before.value(cursor.key(), lineAtMost));
        if (!begun)
            return begun.problem();
        auto streams = streamsFor(rows, *lexicon.value(), cursor.key(), query.value(), cursors.value());
        if (!streams)
            return streams.problem();
        begun.value()->follow(std::move(streams).value());
        auto newest = begun.value()->next();
        if (!newest)
            return newest.problem();
        running.push_back({std::move(begun).value(), std::move(newest).value()});
    }
    while (!running.empty()) {
        Running &newest = *std::ranges::max_element(running, older);
        page.more = newest.newest.has_value();
        if (!page.more || page.lines.size() == limit)
            break;
        page.next[newest.search->engine()] = newest.newest->position;
        page.lines << *std::move(newest.newest);
        auto next = newest.search->next();
        if (!next)
            return next.problem();
        newest.newest = std::move(next).value();
    }
    return page;
}

} // namespace nightbell
