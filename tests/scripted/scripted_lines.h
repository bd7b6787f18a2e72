// Calls made of nothing but lines, written straight into the journal of an engine.
#pragma once

#include "store/journal_rows.h"

#include <QHash>

namespace nightbell {

class ScriptedLines
{
public:
    ScriptedLines(Database &database, KeyRing &keys) : m_database(database), m_keys(keys) { }

    EngineId engine{QStringLiteral("engine-a")};
    ClinicId clinic{QStringLiteral("rosewood")};
    Instant now = instantFromMs(1'760'000'000'000);

    Result<> begins(const CallId &call) { return happens(call, Initiated{.clinic = clinic}); }
    Result<> hears(const CallId &call, const QString &words)
    {
        Heard heard;
        heard.words = PrivateText(words);
        return happens(call, heard);
    }
    Result<> happens(const CallId &call, const Happening &what)
    {
        now += Span(1000);
        pending << JournalEntry{engine, ++m_last[engine], clinic, {call, now, what, {}}};
        return pending.size() < entriesAtOnce ? Result<>() : write();
    }
    Result<> write()
    {
        const QList<JournalEntry> entries = std::exchange(pending, {});
        return inTransaction(m_database, [&]() -> Result<> {
            const auto written = writeEntries(m_database, m_keys, entries);
            return written ? Result<>() : Result<>(written.problem());
        });
    }
    qint64 last() const { return m_last.value(engine); }

    qsizetype entriesAtOnce = 1;
    QList<JournalEntry> pending;

private:
    Database &m_database;
    KeyRing &m_keys;
    QHash<EngineId, qint64> m_last;
};

} // namespace nightbell
