#include "store/diary_retention.h"

#include "store/diary_seal.h"
#include "store/sql_values.h"

namespace nightbell {
namespace {

constexpr Span sweptAfter = std::chrono::hours{48}; // longer than any visit and any difference of clocks

Result<> forget(Database &database, KeyRing &keys, const ClinicId &clinic, const AppointmentId &appointment)
{
    for (const QString &sql : {QStringLiteral("DELETE FROM appointment WHERE clinic = ? AND id = ?"),
                               QStringLiteral("DELETE FROM diary_act WHERE clinic = ? AND appointment = ?"),
                               QStringLiteral("DELETE FROM diary_minute WHERE clinic = ? AND owner = ?")})
        if (const auto done = database.run(sql, {clinic.text(), appointment.text()}); !done)
            return done.problem();
    return keys.destroyCallKey(diaryKeyName(clinic, appointment));
}

} // namespace

Result<int> forgetAppointments(Database &database, KeyRing &keys, const ClinicId &clinic, Instant before, int atMost)
{
    return inTransaction(database, [&]() -> Result<int> {
        const auto old = idsIn<AppointmentId>(database.run(
            QStringLiteral("SELECT id FROM appointment a WHERE clinic = ? AND starts_ms < ? AND NOT EXISTS (SELECT 1 "
                           "FROM diary_act d JOIN call_key k ON k.call = d.call WHERE d.clinic = a.clinic AND "
                           "d.appointment = a.id) ORDER BY starts_ms, id LIMIT ?"),
            {clinic.text(), toMs(before), qint64(atMost)}));
        if (!old)
            return old.problem();
        for (const AppointmentId &appointment : old.value())
            if (const Result<> done = forget(database, keys, clinic, appointment); !done)
                return done.problem();
        return int(old.value().size());
    });
}

Result<> sweepDiary(Database &database, const ClinicId &clinic, Instant now)
{
    const qint64 pastMs = toMs(now - sweptAfter);
    return inTransaction(database, [&]() -> Result<> {
        const SqlValues past{clinic.text(), clinic.text(), pastMs};
        for (const auto &[sql, values] :
             {std::pair{QStringLiteral("DELETE FROM diary_minute WHERE clinic = ? AND owner IN (SELECT id FROM "
                                       "diary_hold WHERE clinic = ? AND expires_ms < ?)"),
                        past},
              {QStringLiteral("DELETE FROM diary_minute WHERE clinic = ? AND owner IN (SELECT id FROM appointment "
                              "WHERE clinic = ? AND starts_ms < ?)"),
               past},
              {QStringLiteral("DELETE FROM diary_hold WHERE clinic = ? AND expires_ms < ?"), past.sliced(1)},
              {QStringLiteral("DELETE FROM diary_block WHERE clinic = ? AND ends_ms < ?"), past.sliced(1)}})
            if (const auto done = database.run(sql, values); !done)
                return done.problem();
        return {};
    });
}

} // namespace nightbell
