#include "store/store_check.h"

#include "store/call_check.h"
#include "store/diary_check.h"
#include "store/search_check.h"
#include "store/snapshot.h"

#include <QCoreApplication>

namespace nightbell {
namespace {

using Fault = Finding::Fault;

constexpr int callsAtATime = 200;

Result<> ofTheFile(Database &database, CheckReport &report)
{
    if (database.dialect() != Database::Dialect::Sqlite)
        return {};
    const auto found = database.run(QStringLiteral("PRAGMA integrity_check(%1)").arg(CheckReport::findingsAtMost));
    if (!found)
        return found.problem();
    for (const SqlValues &row : found.value().rows)
        if (row[0].toString() != QLatin1StringView("ok"))
            report.add(Fault::FileDamaged, row[0].toString());
    return {};
}

Result<> gapsOf(Database &database, const QString &engine, qint64 last, CheckReport &report)
{
    const auto ends = database.run(
        QStringLiteral("SELECT position FROM journal j WHERE engine = ? AND position < ? AND NOT EXISTS (SELECT 1 "
                       "FROM journal n WHERE n.engine = j.engine AND n.position = j.position + 1) "
                       "ORDER BY position LIMIT ?"),
        {engine, last, qint64(CheckReport::findingsAtMost)});
    if (!ends)
        return ends.problem();
    for (const SqlValues &row : ends.value().rows)
        report.add(Fault::GapInStream, QStringLiteral("journal %1/%2").arg(engine).arg(row[0].toLongLong() + 1));
    return {};
}

Result<> ofTheStreams(Database &database, CheckReport &report)
{
    const auto streams = database.run(
        QStringLiteral("SELECT engine, MIN(position), MAX(position), COUNT(*) FROM journal GROUP BY engine"));
    if (!streams)
        return streams.problem();
    for (const SqlValues &row : streams.value().rows) {
        const QString engine = row[0].toString();
        const qint64 first = row[1].toLongLong(), last = row[2].toLongLong();
        if (first > 1)
            report.add(Fault::GapInStream, QStringLiteral("journal %1/1").arg(engine));
        if (row[3].toLongLong() < last - first + 1)
            if (const Result<> told = gapsOf(database, engine, last, report); !told)
                return told;
    }
    return {};
}

Result<> ofTheReaders(Database &database, CheckReport &report)
{
    const auto beyond =
        database.run(QStringLiteral("SELECT reader, engine FROM reader_cursor c WHERE position > (SELECT "
                                    "COALESCE(MAX(position), 0) FROM journal j WHERE j.engine = c.engine)"));
    if (!beyond)
        return beyond.problem();
    for (const SqlValues &row : beyond.value().rows)
        report.add(Fault::CursorBeyond, QStringLiteral("reader %1 of %2").arg(row[0].toString(), row[1].toString()));
    return {};
}

Result<> ofStrayRows(Database &database, CheckReport &report)
{
    const std::pair<const char *, const char *> tables[] = {
        {"call", "id"}, {"session", "call"}, {"escalation", "call"}};
    for (const auto &[table, column] : tables) {
        const QString name = QString::fromLatin1(table);
        const auto strays = database.run(
            QStringLiteral("SELECT t.%2 FROM %1 t WHERE NOT EXISTS (SELECT 1 FROM journal j WHERE j.call = t.%2) "
                           "ORDER BY t.%2 LIMIT %3")
                .arg(name, QString::fromLatin1(column))
                .arg(CheckReport::findingsAtMost));
        if (!strays)
            return strays.problem();
        for (const SqlValues &row : strays.value().rows)
            report.add(
                Fault::RowDiffers,
                QStringLiteral("%1 of call %2").arg(name == u"call" ? QStringLiteral("row") : name, row[0].toString()));
    }
    return {};
}

// Clinics whose keys are open from now on. Only those with a row are asked for: nothing is ever made here.
Result<QSet<ClinicId>> openKeys(Database &database, KeyRing &keys, CheckReport &report)
{
    const auto clinics = database.run(QStringLiteral("SELECT clinic FROM clinic_key ORDER BY clinic"));
    if (!clinics)
        return clinics.problem();
    QSet<ClinicId> open;
    for (const SqlValues &row : clinics.value().rows) {
        const ClinicId clinic(row[0].toString());
        if (const auto opened = keys.open(clinic))
            open << clinic;
        else
            report.add(opened.problem().kind == Problem::Kind::Damaged ? Fault::SealBroken : Fault::NotVerifiable,
                       QStringLiteral("keys of clinic %1").arg(clinic.text()));
    }
    return open;
}

Result<> ofTheCalls(Database &database, KeyRing &keys, const QSet<ClinicId> &open, CheckReport &report)
{
    QString last;
    for (;;) {
        const auto page = database.run(QStringLiteral("SELECT call, MIN(clinic) FROM journal WHERE call > ? "
                                                      "GROUP BY call ORDER BY call LIMIT ?"),
                                       {last, qint64(callsAtATime)});
        if (!page)
            return page.problem();
        for (const SqlValues &row : page.value().rows) {
            const CallId call(row[0].toString());
            if (!open.contains(ClinicId(row[1].toString())))
                report.add(Fault::NotVerifiable, QStringLiteral("call %1").arg(call.text()));
            else if (const Result<> done = checkCall(database, keys, call, report); !done)
                return done;
            ++report.calls;
        }
        if (page.value().rows.size() < callsAtATime)
            return {};
        last = page.value().rows.last()[0].toString();
    }
}

// A file so damaged that a question about it fails is a finding, and the next question may still be answered.
Result<> told(const Result<> &asked, CheckReport &report)
{
    if (asked || asked.problem().kind != Problem::Kind::Damaged)
        return asked;
    report.add(Fault::FileDamaged, asked.problem().detail);
    return {};
}

} // namespace

void CheckReport::add(Finding::Fault fault, const QString &where)
{
    ++(fault == Fault::NotVerifiable ? notVerifiable : damages);
    if (findings.size() < findingsAtMost)
        findings << Finding{fault, where};
}

QString wordsFor(const Finding &finding)
{
    const auto said = [&](const char *words) {
        return QCoreApplication::translate("StoreCheck", words).arg(finding.where);
    };
    switch (finding.fault) {
    case Fault::FileDamaged:
        return said(QT_TRANSLATE_NOOP("StoreCheck", "The database itself is damaged: %1"));
    case Fault::GapInStream:
        return said(QT_TRANSLATE_NOOP("StoreCheck", "Entries are missing from here: %1"));
    case Fault::SealBroken:
        return said(QT_TRANSLATE_NOOP("StoreCheck", "What is stored here was changed or damaged: %1"));
    case Fault::KeyMissing:
        return said(QT_TRANSLATE_NOOP("StoreCheck", "The key is missing, nobody can read this any more: %1"));
    case Fault::RowDiffers:
        return said(QT_TRANSLATE_NOOP("StoreCheck", "This row differs from the journal; a rebuild makes it anew: %1"));
    case Fault::CursorBeyond:
        return said(QT_TRANSLATE_NOOP("StoreCheck", "This reader stands behind the end of the journal: %1"));
    case Fault::RecordingStray:
        return said(QT_TRANSLATE_NOOP("StoreCheck", "No call of the store has this file: %1"));
    case Fault::RecordingMissing:
        return said(QT_TRANSLATE_NOOP("StoreCheck", "The call was recorded, but its file is missing: %1"));
    case Fault::RecordingDamaged:
        return said(QT_TRANSLATE_NOOP("StoreCheck", "Parts of this recording cannot be heard any more: %1"));
    case Fault::DiaryDiffers:
        return said(QT_TRANSLATE_NOOP("StoreCheck", "The diary contradicts itself or the journal here: %1"));
    case Fault::NotVerifiable:
        break;
    }
    return said(QT_TRANSLATE_NOOP("StoreCheck", "Could not be verified, since the clinic's key is not here: %1"));
}

Result<CheckReport> check(Database &database, KeyRing &keys)
{
    CheckReport report;
    if (const Result<> file = told(ofTheFile(database, report), report); !file)
        return file.problem();
    const auto open = openKeys(database, keys, report);
    if (!open)
        return open.problem();
    return atOneMoment(database, [&]() -> Result<CheckReport> {
        for (const auto question : {ofTheStreams, ofTheReaders, ofStrayRows})
            if (const Result<> done = told(question(database, report), report); !done)
                return done.problem();
        for (const ClinicId &clinic : open.value())
            for (const auto question : {checkSearch, checkDiary})
                if (const Result<> done = told(question(database, keys, clinic, report), report); !done)
                    return done.problem();
        const Result<> calls = told(ofTheCalls(database, keys, open.value(), report), report);
        return calls ? Result<CheckReport>(report) : Result<CheckReport>(calls.problem());
    });
}

} // namespace nightbell
