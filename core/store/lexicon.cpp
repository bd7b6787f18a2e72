#include "store/lexicon.h"

#include <algorithm>

namespace nightbell {
namespace {

constexpr qint64 rowsPerPage = 4096;

} // namespace

Lexicon::Lexicon(Database &database, const ClinicId &clinic, const SealKey &indexKey, qsizetype keptAtMost)
    : m_database(database)
    , m_clinic(clinic)
    , m_sealKey(indexKey.derived("lexicon"))
    , m_keptAtMost(keptAtMost)
{ }

QByteArray Lexicon::about(const QByteArray &term) const { return aboutRow("word", {m_clinic.text()}) + '\0' + term; }

// The conflicting row is locked, not passed over: another engine may be about to remove it as unused.
Result<> Lexicon::add(const QByteArray &term, const QString &word, const EngineId &engine, qint64 line)
{
    static const QString insert =
        QStringLiteral("INSERT INTO lexicon (clinic, term, sealed, engine, position) VALUES (?, ?, ?, ?, ?) "
                       "ON CONFLICT (clinic, term) DO UPDATE SET position = lexicon.position");
    const auto done = m_database.run(
        insert, {m_clinic.text(), term, seal(m_sealKey, word.toUtf8(), about(term)), engine.text(), line});
    return done ? Result<>() : Result<>(done.problem());
}

// Locked first, then looked at anew, so that a posting that another engine has just committed is seen.
Result<> Lexicon::removeUnused(const QByteArray &term)
{
    const QString lock = QStringLiteral("UPDATE lexicon SET position = position WHERE clinic = ? AND term = ?");
    if (const auto done = m_database.run(lock, {m_clinic.text(), term}); !done)
        return done.problem();
    const QString drop = QStringLiteral("DELETE FROM lexicon WHERE clinic = ? AND term = ? AND NOT EXISTS (SELECT 1 "
                                        "FROM posting WHERE posting.clinic = lexicon.clinic AND "
                                        "posting.term = lexicon.term)");
    const auto dropped = m_database.run(drop, {m_clinic.text(), term});
    if (!dropped)
        return dropped.problem();
    if (dropped.value().changed > 0) { // the word must not stay in memory either
        m_words.clear();
        m_takenUp.clear();
    }
    return {};
}

Result<> Lexicon::takeUp(const Cursors &cursors)
{
    for (auto taken = m_takenUp.cbegin(); taken != m_takenUp.cend(); ++taken)
        if (cursors.value(taken.key()) < taken.value()) { // the index was made anew
            m_words.clear();
            m_takenUp.clear();
            break;
        }
    if (m_takenUp.isEmpty())
        m_tooMany = false;
    for (auto cursor = cursors.cbegin(); cursor != cursors.cend() && !m_tooMany; ++cursor)
        if (const qint64 taken = m_takenUp.value(cursor.key()); taken < cursor.value())
            if (const Result<> done = takeUpFrom(cursor.key(), taken, cursor.value()); !done)
                return done;
    return {};
}

Result<> Lexicon::takeUpFrom(const EngineId &engine, qint64 after, qint64 upTo)
{
    static const QString added =
        QStringLiteral("SELECT term, sealed FROM lexicon WHERE clinic = ? AND engine = ? AND position > ? AND "
                       "position <= ? LIMIT ?");
    const qint64 room = m_keptAtMost - m_words.size();
    const auto found = m_database.run(added, {m_clinic.text(), engine.text(), after, upTo, room + 1});
    if (!found)
        return found.problem();
    if (found.value().rows.size() > room) {
        m_tooMany = true;
        m_words.clear();
        m_takenUp.insert(engine, upTo);
        return {};
    }
    const qsizetype sorted = m_words.size();
    for (const SqlValues &row : found.value().rows) {
        const auto word = unseal(m_sealKey, row[1].toByteArray(), about(row[0].toByteArray()));
        if (!word)
            return word.problem();
        m_words << QString::fromUtf8(word.value());
    }
    std::sort(m_words.begin() + sorted, m_words.end());
    std::inplace_merge(m_words.begin(), m_words.begin() + sorted, m_words.end());
    m_takenUp.insert(engine, upTo);
    return {};
}

template<class Each> Result<> Lexicon::readAll(Each each)
{
    static const QString page =
        QStringLiteral("SELECT term, sealed FROM lexicon WHERE clinic = ? AND term > ? ORDER BY term LIMIT ?");
    for (QByteArray after("");;) {
        const auto found = m_database.run(page, {m_clinic.text(), after, rowsPerPage});
        if (!found)
            return found.problem();
        for (const SqlValues &row : found.value().rows) {
            after = row[0].toByteArray();
            const auto word = unseal(m_sealKey, row[1].toByteArray(), about(after));
            if (!word)
                return word.problem();
            if (!each(QString::fromUtf8(word.value())))
                return {};
        }
        if (found.value().rows.size() < rowsPerPage)
            return {};
    }
}

Result<std::optional<QStringList>> Lexicon::startingWith(const QString &prefix, qsizetype atMost,
                                                         const Cursors &cursors)
{
    if (const Result<> done = takeUp(cursors); !done)
        return done.problem();
    QStringList words;
    if (m_tooMany) {
        const Result<> read = readAll([&](const QString &word) {
            if (word.startsWith(prefix))
                words << word;
            return words.size() <= atMost;
        });
        if (!read)
            return read.problem();
    } else {
        for (auto word = std::lower_bound(m_words.cbegin(), m_words.cend(), prefix);
             word != m_words.cend() && word->startsWith(prefix) && words.size() <= atMost; ++word)
            words << *word;
    }
    return words.size() > atMost ? std::optional<QStringList>() : std::optional(words);
}

} // namespace nightbell
