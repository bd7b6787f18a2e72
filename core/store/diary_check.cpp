#include "store/diary_check.h"

#include "store/diary_seal.h"

#include <algorithm>
#include <tuple>

namespace nightbell {
namespace {

using Fault = Finding::Fault;

constexpr int appointmentsAtATime = 200;

QString named(const QString &appointment) { return QStringLiteral("appointment %1").arg(appointment); }

Result<> ofTheSeals(Database &database, KeyRing &keys, const ClinicId &clinic, CheckReport &report)
{
    for (QString last;;) {
        const auto page = database.run(QStringLiteral("SELECT id, sealed FROM appointment WHERE clinic = ? AND id > ? "
                                                      "ORDER BY id LIMIT ?"),
                                       {clinic.text(), last, qint64(appointmentsAtATime)});
        if (!page)
            return page.problem();
        for (const SqlValues &row : page.value().rows) {
            last = row[0].toString();
            const auto opened = unsealPatient(keys, clinic, AppointmentId(last), row[1].toByteArray());
            if (opened)
                continue;
            const Problem::Kind kind = opened.problem().kind;
            if (kind == Problem::Kind::NotFound)
                report.add(Fault::KeyMissing, named(last));
            else if (kind == Problem::Kind::Damaged || kind == Problem::Kind::Invalid)
                report.add(Fault::SealBroken, named(last));
            else
                return opened.problem();
        }
        if (page.value().rows.size() < appointmentsAtATime)
            return {};
    }
}

Result<> findingsOf(Database &database, const QString &sql, const SqlValues &values, const char *what,
                    CheckReport &report)
{
    const auto found =
        database.run(sql + QStringLiteral(" LIMIT ?"), values + SqlValues{qint64(CheckReport::findingsAtMost)});
    if (!found)
        return found.problem();
    for (const SqlValues &row : found.value().rows)
        report.add(Fault::DiaryDiffers, QString::fromLatin1(what).arg(row[0].toString()));
    return {};
}

// Whoever is past may have been swept, all minutes together. What begins after the journal's last word is not past.
Result<> ofTheMinutes(Database &database, const ClinicId &clinic, CheckReport &report)
{
    const Result<> strays = findingsOf(
        database,
        QStringLiteral("SELECT DISTINCT owner FROM diary_minute m WHERE clinic = ? AND NOT EXISTS (SELECT 1 FROM "
                       "appointment a WHERE a.clinic = m.clinic AND a.id = m.owner AND a.state <> 'cancelled') AND NOT "
                       "EXISTS (SELECT 1 FROM diary_hold h WHERE h.clinic = m.clinic AND h.id = m.owner AND "
                       "h.state = 'held') ORDER BY owner"),
        {clinic.text()}, "minutes of %1", report);
    if (!strays)
        return strays;
    return findingsOf(
        database,
        QStringLiteral("SELECT id FROM (SELECT id, minutes, starts_ms, (SELECT COUNT(*) FROM diary_minute m WHERE "
                       "m.clinic = a.clinic AND m.provider = a.provider AND at_minute >= starts_ms / 60000 AND "
                       "at_minute < starts_ms / 60000 + minutes) AS has FROM appointment a WHERE clinic = ? AND "
                       "state <> 'cancelled') AS counted WHERE has <> minutes AND (has > 0 OR starts_ms > (SELECT "
                       "MAX(at_ms) FROM journal)) ORDER BY id"),
        {clinic.text()}, "minutes of appointment %1", report);
}

} // namespace

Result<> checkDiary(Database &database, KeyRing &keys, const ClinicId &clinic, CheckReport &report)
{
    if (const Result<> seals = ofTheSeals(database, keys, clinic, report); !seals)
        return seals;
    return ofTheMinutes(database, clinic, report);
}

Result<> checkDiaryActs(Database &database, const CallId &call, const QList<JournalEntry> &entries, CheckReport &report)
{
    const auto done =
        database.run(QStringLiteral("SELECT kind, appointment, at_ms FROM diary_act WHERE call = ?"), {call.text()});
    if (!done)
        return done.problem();
    using Act = std::tuple<QString, QString, qint64>;
    QList<Act> inDiary, inJournal;
    for (const SqlValues &row : done.value().rows)
        inDiary << Act{row[0].toString(), row[1].toString(), row[2].toLongLong()};
    for (const JournalEntry &entry : entries)
        std::visit(
            [&]<class What>(const What &what) {
                if constexpr (
                    std::is_same_v<
                        What,
                        Booked> || std::is_same_v<What, Rescheduled> || std::is_same_v<What, Cancelled> || std::is_same_v<What, AppointmentConfirmed>)
                    inJournal << Act{kindOf(what), what.appointment.text(), toMs(entry.event.at)};
            },
            entry.event.what);
    std::ranges::sort(inDiary);
    std::ranges::sort(inJournal);
    if (inDiary != inJournal)
        report.add(Fault::DiaryDiffers, QStringLiteral("acts of call %1").arg(call.text()));
    return {};
}

} // namespace nightbell
