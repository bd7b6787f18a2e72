// A diary at one engine: a store with its journal, calls that begin, and the words that tests use for times.
#pragma once

#include "booking/local_diary.h"
#include "scripted/full_store.h"
#include "store/store_tables.h"

#include <QTemporaryDir>
#include <QTest>

namespace nightbell {

inline const QTimeZone diaryZone("America/New_York");

inline Instant local(const char *iso)
{
    const QDateTime read = QDateTime::fromString(QString::fromLatin1(iso), Qt::ISODate);
    return momentOf(read.date(), read.time(), diaryZone).value();
}

inline Visit visitAt(const char *iso, const char *provider = "osei", int minutes = 30)
{
    return {BranchId(QStringLiteral("main")), ServiceId(QStringLiteral("check_up")),
            ProviderId(QString::fromLatin1(provider)), local(iso), minutes};
}

inline Patient patientCalled(const QString &name)
{
    return {PrivateText(name), QDate(1980, 2, 29), PrivateText(QStringLiteral("+12025550147"))};
}

inline DiaryActor inCall(const char *call, const char *step)
{
    return {CallId(QString::fromLatin1(call)), {}, QString::fromLatin1(step)};
}

inline DiaryActor byStaff(const char *step) { return {{}, StaffId(QStringLiteral("ana")), QString::fromLatin1(step)}; }

template<class T> DiaryFault faultIn(const Result<T> &result) { return faultOf(result.problem()); }

// Every value of every table, to compare and to search.
inline QList<SqlValues> allRows(Database &database)
{
    QList<SqlValues> rows;
    for (const StoreTable &table : storeTables()) {
        const QString columns = table.columns.join(u',');
        rows << database
                    .run(QStringLiteral("SELECT %1 FROM %2 ORDER BY %3")
                             .arg(columns, table.name, table.columns.first(table.keyColumns).join(u',')))
                    .value()
                    .rows;
    }
    return rows;
}

class ScriptedDiary
{
public:
    explicit ScriptedDiary(std::unique_ptr<Database> database, ScriptedSecrets known = {},
                           const EngineId &engine = storeEngine)
        : secrets(std::move(known))
    {
        if (database->dialect() == Database::Dialect::Sqlite) // no power cut is tested here
            (void)database->run(QStringLiteral("PRAGMA synchronous=OFF"));
        auto store = furnish(std::move(database), secrets);
        if (!store)
            qFatal("%s", qPrintable(store.problem().detail));
        auto opened = JournalWriter::open(engine, std::move(store).value(),
                                          m_folder.filePath(QStringLiteral("journal.spill")), {}, now);
        if (!opened)
            qFatal("%s", qPrintable(opened.problem().detail));
        writer = std::move(opened).value();
        diary.emplace(*writer);
    }

    Database &database() { return *writer->store().database; }

    void begin(const CallId &call)
    {
        const auto written =
            writer->write({Draft{storeClinic, {call, now, Initiated{.clinic = storeClinic}, {}}}}, now);
        if (!written.first() || written.first().value().where != Receipt::Where::Store)
            qFatal("the call does not begin");
    }
    void begin(const char *call) { begin(CallId(QString::fromLatin1(call))); }

    Result<DiaryHold> hold(const DiaryActor &actor, const Visit &visit)
    {
        return diary->hold(storeClinic, actor, visit, now);
    }
    Result<DiaryDone> perform(const DiaryActor &actor, const DiaryAct &act)
    {
        return diary->perform(storeClinic, actor, act, now);
    }
    DiaryEntry booked(const char *call, const char *step, const Visit &visit, const QString &name)
    {
        const auto held = hold(inCall(call, qPrintable(QStringLiteral("hold ") + QString::fromLatin1(step))), visit);
        if (!held)
            qFatal("%s", qPrintable(held.problem().detail));
        const auto done = perform(inCall(call, step), diary::Book{held.value().id, patientCalled(name), {}});
        if (!done)
            qFatal("%s", qPrintable(done.problem().detail));
        return done.value().entry;
    }

    QStringList kindsIn(const char *call)
    {
        QStringList kinds;
        const auto entries = entriesOfCall(database(), *writer->store().keys, CallId(QString::fromLatin1(call)));
        for (const JournalEntry &entry : entries.value())
            kinds << kindOf(entry.event.what);
        return kinds;
    }
    qint64 count(const char *what) // "diary_minute WHERE …"
    {
        return database()
            .run(QStringLiteral("SELECT COUNT(*) FROM ") + QString::fromLatin1(what))
            .value()
            .rows[0][0]
            .toLongLong();
    }

    ScriptedSecrets secrets;
    Instant now = local("2026-09-15T09:30:00"); // a Tuesday
    std::unique_ptr<JournalWriter> writer;
    std::optional<LocalDiary> diary;

private:
    QTemporaryDir m_folder;
};

} // namespace nightbell
