#include "store/posting_rows.h"

#include <algorithm>

namespace nightbell {
namespace {

constexpr qsizetype smallRun = 128; // places; shorter runs are always swallowed: a row costs more than their bytes

} // namespace

PostingRows::PostingRows(Database &database, const ClinicId &clinic, const SealKey &indexKey)
    : m_database(database)
    , m_clinic(clinic)
    , m_indexKey(indexKey)
    , m_sealKey(indexKey.derived("postings"))
{ }

QByteArray PostingRows::termOf(const QString &word) const { return keyedHash(m_indexKey, "term", word.toUtf8()); }

QByteArray PostingRows::about(const QByteArray &term, const EngineId &engine, qint64 first) const
{
    return aboutRow("posting", {m_clinic.text(), engine.text(), QString::number(first)}) + '\0' + term;
}

Result<PostingRows::Segment> PostingRows::segmentAt(const QByteArray &term, const EngineId &engine, qint64 line) const
{
    static const QString newest = QStringLiteral("SELECT first_position, sealed FROM posting WHERE clinic = ? AND "
                                                 "term = ? AND engine = ? AND first_position <= ? "
                                                 "ORDER BY first_position DESC LIMIT 1");
    const auto found = m_database.run(newest, {m_clinic.text(), term, engine.text(), line});
    if (!found)
        return found.problem();
    if (found.value().rows.isEmpty())
        return Segment{};
    const SqlValues &row = found.value().rows.front();
    const qint64 first = row[0].toLongLong();
    const auto bytes = unseal(m_sealKey, row[1].toByteArray(), about(term, engine, first));
    if (!bytes)
        return bytes.problem();
    auto places = decodePlaces(bytes.value());
    if (!places)
        return places.problem();
    if (places.value().isEmpty() || lineOf(places.value().front()) != first)
        return Problem{Problem::Kind::Damaged, QStringLiteral("a posting segment does not begin where its row says")};
    return Segment{first, std::move(places).value()};
}

Result<> PostingRows::write(const QByteArray &term, const EngineId &engine, const QList<Place> &places)
{
    static const QString put =
        QStringLiteral("INSERT INTO posting (clinic, term, engine, first_position, sealed) VALUES (?, ?, ?, ?, ?) "
                       "ON CONFLICT (clinic, term, engine, first_position) DO UPDATE SET sealed = excluded.sealed");
    const qint64 first = lineOf(places.front());
    const auto done = m_database.run(put,
                                     {m_clinic.text(), term, engine.text(), first,
                                      seal(m_sealKey, encodePlaces(places), about(term, engine, first))});
    return done ? Result<>() : Result<>(done.problem());
}

Result<> PostingRows::erase(const QByteArray &term, const EngineId &engine, qint64 first)
{
    static const QString drop =
        QStringLiteral("DELETE FROM posting WHERE clinic = ? AND term = ? AND engine = ? AND first_position = ?");
    const auto done = m_database.run(drop, {m_clinic.text(), term, engine.text(), first});
    return done ? Result<>() : Result<>(done.problem());
}

Result<bool> PostingRows::append(const QByteArray &term, const EngineId &engine, QList<Place> places)
{
    auto before = segmentAt(term, engine, lineAtMost);
    if (!before)
        return before.problem();
    const bool first = before.value().places.isEmpty();
    const auto swallows = [&](const QList<Place> &older) {
        return !older.isEmpty() && older.size() <= std::max(smallRun, 2 * places.size())
            && older.size() + places.size() <= placesAtMost;
    };
    while (swallows(before.value().places)) {
        const Segment older = std::move(before).value();
        places = older.places + places;
        before = segmentAt(term, engine, older.first - 1);
        if (!before)
            return before.problem();
        if (swallows(before.value().places)) // else the row is written over below
            if (const Result<> erased = erase(term, engine, older.first); !erased)
                return erased.problem();
    }
    for (qsizetype at = 0; at < places.size();) { // cut between lines only: a line lies in one segment
        qsizetype to = std::min(at + placesAtMost, places.size());
        while (to < places.size() && lineOf(places[to - 1]) == lineOf(places[to]))
            --to;
        if (const Result<> written = write(term, engine, places.mid(at, to - at)); !written)
            return written.problem();
        at = to;
    }
    return first;
}

Result<> PostingRows::remove(const QByteArray &term, const EngineId &engine, const QList<qint64> &ascendingLines)
{
    for (auto line = ascendingLines.crbegin(); line != ascendingLines.crend();) {
        const auto segment = segmentAt(term, engine, *line);
        if (!segment)
            return segment.problem();
        const auto &[first, places] = segment.value();
        if (places.isEmpty())
            return {};
        QList<Place> left;
        std::ranges::copy_if(places, std::back_inserter(left), [&](Place place) {
            return !std::binary_search(ascendingLines.begin(), ascendingLines.end(), lineOf(place));
        });
        if (left.isEmpty() || lineOf(left.front()) != first)
            if (const Result<> erased = erase(term, engine, first); !erased)
                return erased;
        if (!left.isEmpty() && left.size() != places.size())
            if (const Result<> written = write(term, engine, left); !written)
                return written;
        while (line != ascendingLines.crend() && *line >= first)
            ++line;
    }
    return {};
}

} // namespace nightbell
