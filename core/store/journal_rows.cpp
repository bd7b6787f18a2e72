#include "store/journal_rows.h"

#include <algorithm>

namespace nightbell {
namespace {

// What the sealed body is bound to: moved to another row, it does not open.
QByteArray aboutEntry(const EngineId &engine, qint64 position, const CallId &call)
{
    return aboutRow("journal", {engine.text(), QString::number(position), call.text()});
}

Result<SealKey> keyFor(KeyRing &keys, const JournalEntry &entry)
{
    const bool first = std::holds_alternative<Initiated>(entry.event.what);
    return first ? keys.newCallKey(entry.clinic, entry.event.call) : keys.callKey(entry.event.call);
}

const QString columns = QStringLiteral("SELECT engine, position, clinic, call, body FROM journal ");

// Rows whose call has no key any more are for nobody to read. A key that is missing for another reason is a problem.
const QString readable = QStringLiteral("EXISTS (SELECT 1 FROM call_key WHERE call_key.call = journal.call) ");

Result<QList<JournalEntry>> opened(KeyRing &keys, const SqlRows &found)
{
    QList<JournalEntry> entries;
    entries.reserve(found.rows.size());
    for (const SqlValues &row : found.rows) {
        const CallId call(row.at(3).toString());
        JournalEntry entry{EngineId(row.at(0).toString()), row.at(1).toLongLong(), ClinicId(row.at(2).toString()), {}};
        const Result<SealKey> key = keys.callKey(call);
        if (!key)
            return key.problem();
        const QByteArray about = aboutEntry(entry.engine, entry.position, call);
        const Result<QByteArray> json = unseal(key.value(), row.at(4).toByteArray(), about);
        if (!json)
            return Problem{json.problem().kind,
                           QStringLiteral("journal %1/%2: %3")
                               .arg(entry.engine.text())
                               .arg(entry.position)
                               .arg(json.problem().detail)};
        Result<CallEvent> event = eventFromJson(json.value());
        if (!event)
            return event.problem();
        entry.event = std::move(event).value();
        entries << std::move(entry);
    }
    return entries;
}

// Merges the engines' streams by time without ever turning one stream's own order round, whatever its clock did.
QList<JournalEntry> merged(QList<JournalEntry> entries)
{
    Instant latest;
    EngineId engine;
    QList<std::pair<Instant, qsizetype>> order; // an entry happened no earlier than those before it in its stream
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const JournalEntry &entry = entries[i];
        latest = i > 0 && entry.engine == engine ? std::max(latest, entry.event.at) : entry.event.at;
        engine = entry.engine;
        order.emplace_back(latest, i);
    }
    std::ranges::stable_sort(order, {}, &std::pair<Instant, qsizetype>::first);
    QList<JournalEntry> inOrder;
    inOrder.reserve(entries.size());
    for (const auto &[at, i] : order)
        inOrder << std::move(entries[i]);
    return inOrder;
}

} // namespace

Result<QList<JournalEntry>> writeEntries(Database &database, KeyRing &keys, const QList<JournalEntry> &entries)
{
    static const QString insert = QStringLiteral(
        "INSERT INTO journal (engine, position, clinic, call, kind, at_ms, body) VALUES (?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (engine, position) DO NOTHING");
    QList<JournalEntry> added;
    added.reserve(entries.size());
    for (const JournalEntry &entry : entries) {
        const Result<SealKey> key = keyFor(keys, entry);
        if (!key)
            return key.problem();
        const CallEvent &event = entry.event;
        const QByteArray body = seal(key.value(), toJson(event), aboutEntry(entry.engine, entry.position, event.call));
        const Result<SqlRows> done = database.run(insert,
                                                  {entry.engine.text(), entry.position, entry.clinic.text(),
                                                   event.call.text(), kindOf(event.what), toMs(event.at), body});
        if (!done)
            return done.problem();
        if (done.value().changed > 0)
            added << entry;
    }
    return added;
}

Result<QList<JournalEntry>> entriesAfter(Database &database, KeyRing &keys, const EngineId &engine, qint64 position,
                                         int limit)
{
    static const QString query = columns + QStringLiteral("WHERE engine = ? AND position > ? AND ") + readable
        + QStringLiteral("ORDER BY position LIMIT ?");
    const Result<SqlRows> found = database.run(query, {engine.text(), position, qint64(limit)});
    return found ? opened(keys, found.value()) : found.problem();
}

Result<QList<JournalEntry>> entriesOfCall(Database &database, KeyRing &keys, const CallId &call)
{
    static const QString query =
        columns + QStringLiteral("WHERE call = ? AND ") + readable + QStringLiteral("ORDER BY engine, position");
    const Result<SqlRows> found = database.run(query, {call.text()});
    if (!found)
        return found.problem();
    Result<QList<JournalEntry>> entries = opened(keys, found.value());
    return entries ? merged(std::move(entries).value()) : entries;
}

Result<qint64> lastPosition(Database &database, const EngineId &engine)
{
    const Result<SqlRows> found = database.run(
        QStringLiteral("SELECT COALESCE(MAX(position), 0) FROM journal WHERE engine = ?"), {engine.text()});
    if (!found)
        return found.problem();
    return found.value().rows.at(0).at(0).toLongLong();
}

} // namespace nightbell
