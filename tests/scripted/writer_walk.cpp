#include "scripted/writer_walk.h"

#include "store/call_archive.h"
#include "store/schema.h"
#include "store/sqlite_database.h"

#include <algorithm>

namespace nightbell::scripted {

bool all(const JournalWriter::Fates &fates, Receipt::Where where)
{
    return std::ranges::all_of(fates, [&](const auto &fate) { return fate && fate.value().where == where; });
}

// Two calls, of five events; every round of a test uses numbers of its own.
QList<CallEvent> twoCalls(int number)
{
    return {begun(number), begun(number + 1), eventOf(number, Answered{}, Span(5)),
            heard(number, QStringLiteral("hello")), eventOf(number + 1, Ended{}, Span(9))};
}

QStringList linesOf(const QList<CallEvent> &events)
{
    QStringList lines;
    for (const CallEvent &each : events)
        lines << QStringLiteral("%1 %2 %3").arg(lines.size() + 1).arg(each.call.text(), kindOf(each.what));
    return lines;
}

void WriterWalk::begin()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_limits = JournalLimits();
    m_now = morning;
    m_spillName = QStringLiteral("spill");
    m_secrets = ScriptedSecrets();
}

void WriterWalk::useStore(std::unique_ptr<Database> real)
{
    *m_stumbles = Stumbles();
    auto first = std::make_shared<std::unique_ptr<Database>>(std::move(real));
    m_connect = [this, first] { return *first ? std::move(*first) : m_stores.again(); };
}

void WriterWalk::useMemory()
{
    auto database = openSqlite(QStringLiteral(":memory:"));
    if (!database || !migrate(*database.value()))
        qFatal("no database in memory");
    useStore(std::move(database).value());
}

std::unique_ptr<JournalWriter> WriterWalk::writer(const QString &engine)
{
    auto store = storeOver(std::make_unique<StumblingDatabase>(m_connect(), m_stumbles), m_secrets);
    auto opened = JournalWriter::open(EngineId(engine), std::move(store), spillPath(), m_limits, m_now);
    if (!opened)
        qFatal("%s", qPrintable(opened.problem().detail));
    return std::move(opened).value();
}

QStringList WriterWalk::journal(JournalWriter &writer, const QString &engine)
{
    QStringList lines;
    const auto entries = entriesAfter(*writer.store().database, *writer.store().keys, EngineId(engine), 0, 1'000);
    for (const JournalEntry &entry : entries.value())
        lines << QStringLiteral("%1 %2 %3").arg(entry.position).arg(entry.event.call.text(), kindOf(entry.event.what));
    return lines;
}

void WriterWalk::catchUpWith(JournalWriter &writer)
{
    m_stumbles->at = 0;
    m_now += std::chrono::minutes(1);
    while (writer.catchUp(m_now)) { }
}

bool WriterWalk::callRowsAreFoldsOf(const QList<CallEvent> &events, JournalWriter &writer)
{
    QMap<QString, CallSummary> expected;
    for (const CallEvent &each : events)
        fold(expected[each.call.text()], each);
    CallArchive archive(*writer.store().database, *writer.store().keys);
    return std::ranges::all_of(expected, [&](const CallSummary &summary) {
        const auto stored = archive.call(summary.id);
        return stored && stored.value() == summary;
    });
}

} // namespace nightbell::scripted
