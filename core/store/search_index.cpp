#include "store/search_index.h"

namespace nightbell {
namespace {

const QString reader = QStringLiteral("search");
constexpr size_t lexiconsKept = 8;

} // namespace

Result<Lexicon *> SearchIndex::lexiconOf(const ClinicId &clinic)
{
    auto known = m_lexicons.find(clinic);
    if (known == m_lexicons.end()) {
        const Result<SealKey> key = m_keys.indexKey(clinic);
        if (!key)
            return key.problem();
        if (m_lexicons.size() == lexiconsKept)
            m_lexicons.clear();
        known = m_lexicons.emplace(clinic, Lexicon(m_database, clinic, key.value())).first;
    }
    return &known->second;
}

Result<std::optional<qint64>> SearchIndex::cursorOf(const EngineId &engine)
{
    const auto found = m_database.run(
        QStringLiteral("SELECT position FROM reader_cursor WHERE reader = ? AND engine = ?"), {reader, engine.text()});
    if (!found)
        return found.problem();
    if (found.value().rows.isEmpty())
        return std::optional<qint64>();
    return std::optional(found.value().rows[0][0].toLongLong());
}

// Also the lock on the engine's postings: of two that move the same cursor, the second is told that it is stale.
Result<> SearchIndex::moveCursor(const EngineId &engine, std::optional<qint64> from, qint64 to)
{
    const auto moved = from
        ? m_database.run(
            QStringLiteral("UPDATE reader_cursor SET position = ? WHERE reader = ? AND engine = ? AND position = ?"),
            {to, reader, engine.text(), *from})
        : m_database.run(QStringLiteral("INSERT INTO reader_cursor (reader, engine, position) VALUES (?, ?, ?) "
                                        "ON CONFLICT DO NOTHING"),
                         {reader, engine.text(), to});
    if (!moved)
        return moved.problem();
    if (moved.value().changed == 0)
        return Problem{Problem::Kind::Stale, QStringLiteral("the index moved on meanwhile")};
    return {};
}

Result<qint64> SearchIndex::indexNext(const EngineId &engine, int atMost)
{
    Q_ASSERT(atMost > 0);
    const auto cursor = cursorOf(engine);
    if (!cursor)
        return cursor.problem();
    const qint64 from = cursor.value().value_or(0);
    const Result<qint64> end = lastPosition(m_database, engine); // before the entries: what comes later stays for later
    if (!end)
        return end.problem();
    if (end.value() <= from)
        return 0;
    return inTransaction(m_database, [&]() -> Result<qint64> {
        const auto entries = entriesAfter(m_database, m_keys, engine, from, atMost);
        if (!entries)
            return entries.problem();
        qint64 to = entries.value().isEmpty() ? from : entries.value().back().position;
        if (entries.value().size() < atMost) // what is left out between here and the end is unreadable for ever
            to = std::max(to, end.value());
        if (const Result<> moved = moveCursor(engine, cursor.value(), to); !moved)
            return moved.problem();
        QHash<ClinicId, Words> found;
        for (const JournalEntry &entry : entries.value()) {
            const auto line = findableLine(entry);
            if (!line)
                continue;
            Words &words = found[entry.clinic];
            words[everyLine] << placeOf(entry.position, 0);
            qint64 at = 0;
            for (const QString &word : searchWordsOf(line->words.reveal())) {
                QList<Place> &places = words[word];
                if (const Place place = placeOf(entry.position, at++); places.isEmpty() || places.back() != place)
                    places << place;
            }
        }
        for (auto clinic = found.cbegin(); clinic != found.cend(); ++clinic)
            if (const Result<> added = append(clinic.key(), engine, clinic.value()); !added)
                return added.problem();
        return to - from;
    });
}

Result<> SearchIndex::append(const ClinicId &clinic, const EngineId &engine, const Words &words)
{
    const Result<Lexicon *> lexicon = lexiconOf(clinic);
    const Result<SealKey> key = m_keys.indexKey(clinic);
    if (!lexicon || !key)
        return key ? lexicon.problem() : key.problem();
    PostingRows rows(m_database, clinic, key.value());
    for (auto word = words.cbegin(); word != words.cend(); ++word) {
        const QByteArray term = rows.termOf(word.key());
        const Result<bool> first = rows.append(term, engine, word.value());
        if (!first)
            return first.problem();
        if (first.value() && word.key() != everyLine)
            if (const Result<> added = lexicon.value()->add(term, word.key(), engine, lineOf(word.value().front()));
                !added)
                return added;
    }
    return {};
}

Result<> SearchIndex::forget(const QList<JournalEntry> &entriesOfCall)
{
    std::map<EngineId, std::map<QString, QList<qint64>>> found; // in one order everywhere, so locks never cross
    ClinicId clinic;
    for (const JournalEntry &entry : entriesOfCall) {
        const auto line = findableLine(entry);
        if (!line)
            continue;
        clinic = entry.clinic;
        auto &words = found[entry.engine];
        QStringList toRemove = searchWordsOf(line->words.reveal());
        toRemove << everyLine;
        for (const QString &word : toRemove)
            if (QList<qint64> &lines = words[word]; lines.isEmpty() || lines.back() != entry.position)
                lines << entry.position;
    }
    if (found.empty())
        return {};
    const Result<Lexicon *> lexicon = lexiconOf(clinic);
    const Result<SealKey> key = m_keys.indexKey(clinic);
    if (!lexicon || !key)
        return key ? lexicon.problem() : key.problem();
    PostingRows rows(m_database, clinic, key.value());
    for (const auto &[engine, words] : found) {
        const auto cursor = cursorOf(engine);
        if (!cursor)
            return cursor.problem();
        if (!cursor.value())
            continue;
        if (const Result<> locked = moveCursor(engine, cursor.value(), *cursor.value()); !locked)
            return locked;
        for (const auto &[word, lines] : words) {
            const QByteArray term = rows.termOf(word);
            if (const Result<> removed = rows.remove(term, engine, lines); !removed)
                return removed;
            if (const Result<> unused = lexicon.value()->removeUnused(term); !unused)
                return unused;
        }
    }
    return {};
}

Result<> SearchIndex::clear()
{
    m_lexicons.clear();
    return inTransaction(m_database, [&]() -> Result<> {
        for (const QString &sql : {QStringLiteral("DELETE FROM posting"), QStringLiteral("DELETE FROM lexicon")})
            if (const auto done = m_database.run(sql); !done)
                return done.problem();
        const auto done = m_database.run(QStringLiteral("DELETE FROM reader_cursor WHERE reader = ?"), {reader});
        return done ? Result<>() : Result<>(done.problem());
    });
}

} // namespace nightbell
