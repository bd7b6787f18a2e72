#include "booking/diary_log.h"

#include "call/json_structs.h"

namespace nightbell {
namespace {

QVariant orNull(const QString &text) { return text.isEmpty() ? QVariant() : QVariant(text); }

} // namespace

Result<std::optional<DiaryDeed>> DiaryLog::first(const QString &where, const QString &value)
{
    const auto found = m_database.run(QStringLiteral("SELECT id, appointment, kind, asked, call, staff, at_ms, was, "
                                                     "event FROM diary_act WHERE clinic = ? AND %1 LIMIT 1")
                                          .arg(where),
                                      {m_clinic.text(), value});
    if (!found)
        return found.problem();
    if (found.value().rows.isEmpty())
        return std::optional<DiaryDeed>();
    const SqlValues &row = found.value().rows.first();
    DiaryDeed deed{.id = row[0].toString(),
                   .appointment = AppointmentId(row[1].toString()),
                   .kind = row[2].toString(),
                   .asked = row[3].toString(),
                   .call = CallId(row[4].toString()),
                   .staff = StaffId(row[5].toString()),
                   .at = instantFromMs(row[6].toLongLong())};
    if (row[7].isValid()) {
        const auto was = structFromJson<Standing>(row[7].toString().toUtf8(), "diary act");
        if (!was)
            return was.problem();
        deed.was = was.value();
    }
    if (row[8].isValid()) {
        const auto event = eventFromJson(row[8].toString().toUtf8());
        if (!event)
            return event.problem();
        deed.event = event.value();
    }
    return std::optional(deed);
}

Result<std::optional<DiaryDeed>> DiaryLog::find(const QString &id) { return first(QStringLiteral("id = ?"), id); }

Result<std::optional<DiaryDeed>> DiaryLog::lastToUndo(const AppointmentId &appointment)
{
    return first(QStringLiteral("appointment = ? AND undone = 0 AND kind <> 'appointment_undone' ORDER BY number DESC"),
                 appointment.text());
}

Result<> DiaryLog::append(const DiaryDeed &deed)
{
    const auto appended = m_database.run(
        QStringLiteral("INSERT INTO diary_act (clinic, id, appointment, number, kind, asked, call, staff, at_ms, was, "
                       "event, undone) SELECT CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), "
                       "COALESCE(MAX(number), 0) + 1, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), "
                       "CAST(? AS TEXT), CAST(? AS BIGINT), CAST(? AS TEXT), CAST(? AS TEXT), 0 FROM diary_act "
                       "WHERE clinic = ? AND appointment = ?"),
        {m_clinic.text(), deed.id, deed.appointment.text(), deed.kind, deed.asked, orNull(deed.call.text()),
         orNull(deed.staff.text()), toMs(deed.at),
         deed.was ? QVariant(QString::fromUtf8(structToJson(*deed.was))) : QVariant(),
         deed.event ? QVariant(QString::fromUtf8(toJson(*deed.event))) : QVariant(), m_clinic.text(),
         deed.appointment.text()});
    return appended ? Result<>() : Result<>(appended.problem());
}

Result<> DiaryLog::markUndone(const QString &id)
{
    const auto marked = m_database.run(QStringLiteral("UPDATE diary_act SET undone = 1 WHERE clinic = ? AND id = ?"),
                                       {m_clinic.text(), id});
    return marked ? Result<>() : Result<>(marked.problem());
}

} // namespace nightbell
