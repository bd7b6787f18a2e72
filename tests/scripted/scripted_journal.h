// A journal written by one engine for one clinic, with the rows that follow from it: each write is one
// transaction, as the real one's.
#pragma once

#include "store/call_projection.h"
#include "store/session_projection.h"

#include <QTest>

namespace nightbell {

class ScriptedJournal
{
public:
    ScriptedJournal(Database &database, KeyRing &keys, QString clinic, QString engine = QStringLiteral("engine-1"))
        : m_database(database)
        , m_keys(keys)
        , m_calls(database, keys)
        , m_sessions(database, keys)
        , m_clinic(clinic)
        , m_engine(engine)
    {
        if (database.dialect() == Database::Dialect::Sqlite) // no power cut is tested here
            QVERIFY(database.run(QStringLiteral("PRAGMA synchronous=OFF")));
    }

    const QList<JournalEntry> &entries() const { return m_entries; }
    const ClinicId &clinic() const { return m_clinic; }

    void write(const CallId &call, Instant at, const QList<Happening> &all)
    {
        QList<JournalEntry> entries;
        for (const Happening &what : all)
            entries << JournalEntry{m_engine, ++m_position, m_clinic, {call, at, what, {}}};
        m_entries << entries;
        const Result<> done = inTransaction(m_database, [&]() -> Result<> {
            if (const auto written = writeEntries(m_database, m_keys, entries); !written)
                return written.problem();
            for (Projection *each : {static_cast<Projection *>(&m_calls), static_cast<Projection *>(&m_sessions)}) {
                for (const JournalEntry &entry : entries)
                    if (const Result<> applied = each->apply(entry); !applied)
                        return applied;
                if (const Result<> stored = each->store(); !stored)
                    return stored;
            }
            return {};
        });
        QVERIFY2(done, done ? "" : qPrintable(done.problem().detail));
    }

    // A caller asks for something, and the line goes dead.
    void drop(const CallId &call, const QString &number, Instant at, Span resumable = std::chrono::hours(1))
    {
        const auto text = [](const char *words) { return PrivateText(QString::fromUtf8(words)); };
        write(call, at,
              {Initiated{.clinic = m_clinic, .from = PrivateText(number)}, Answered{},
               ScriptMoved{QStringLiteral("reception"), 3, QStringLiteral("which-day")},
               Said{.turn = 1, .sentence = 1, .words = text("Which day suits you?")}, Played{.turn = 1, .sentence = 1},
               Heard{.turn = 2, .words = text("my knee hurts since tuesday")},
               SlotFilled{QStringLiteral("reason"), text("knee pain")},
               Dropped{EndCause::LineLost, toMs(at + resumable)}});
    }

private:
    Database &m_database;
    KeyRing &m_keys;
    CallProjection m_calls;
    SessionProjection m_sessions;
    ClinicId m_clinic;
    EngineId m_engine;
    qint64 m_position = 0;
    QList<JournalEntry> m_entries;
};

inline CallerMark markOfNumber(const QString &number) { return markOf(Initiated{.from = PrivateText(number)}).value(); }

} // namespace nightbell
