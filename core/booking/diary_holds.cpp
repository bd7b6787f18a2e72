#include "booking/diary_holds.h"

namespace nightbell {

Result<std::optional<HoldRow>> DiaryHolds::find(const HoldId &hold)
{
    const auto found =
        m_database.run(QStringLiteral("SELECT branch, service, provider, starts_ms, minutes, expires_ms, "
                                      "holder, state, moves FROM diary_hold WHERE clinic = ? AND id = ?"),
                       {m_clinic.text(), hold.text()});
    if (!found)
        return found.problem();
    if (found.value().rows.isEmpty())
        return std::optional<HoldRow>();
    const SqlValues &row = found.value().rows.first();
    const Visit visit{BranchId(row[0].toString()), ServiceId(row[1].toString()), ProviderId(row[2].toString()),
                      instantFromMs(row[3].toLongLong()), row[4].toInt()};
    return std::optional(HoldRow{{hold, visit, AppointmentId(row[8].toString()), instantFromMs(row[5].toLongLong())},
                                 row[6].toString(),
                                 valueOf<HoldState>(row[7].toString()).value_or(HoldState::Released)});
}

Result<int> DiaryHolds::standing(const QString &holder, Instant now)
{
    const auto found = m_database.run(QStringLiteral("SELECT COUNT(*) FROM diary_hold WHERE clinic = ? AND "
                                                     "expires_ms > ? AND holder = ? AND state = 'held'"),
                                      {m_clinic.text(), toMs(now), holder});
    return found ? Result<int>(found.value().rows.at(0).at(0).toInt()) : Result<int>(found.problem());
}

Result<> DiaryHolds::insert(const HoldRow &row)
{
    const Visit &visit = row.hold.visit;
    const auto inserted = m_database.run(
        QStringLiteral("INSERT INTO diary_hold (clinic, id, branch, service, provider, starts_ms, minutes, moves, "
                       "holder, state, expires_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
        {m_clinic.text(), row.hold.id.text(), visit.branch.text(), visit.service.text(), visit.provider.text(),
         toMs(visit.starts), qint64(visit.minutes),
         row.hold.moves.isEmpty() ? QVariant() : QVariant(row.hold.moves.text()), row.holder,
         QString(nameOf(row.state)), toMs(row.hold.expires)});
    return inserted ? Result<>() : Result<>(inserted.problem());
}

Result<bool> DiaryHolds::close(const HoldId &hold, HoldState how)
{
    const auto closed =
        m_database.run(QStringLiteral("UPDATE diary_hold SET state = ? WHERE clinic = ? AND id = ? AND state = 'held'"),
                       {QString(nameOf(how)), m_clinic.text(), hold.text()});
    return closed ? Result<bool>(closed.value().changed == 1) : Result<bool>(closed.problem());
}

} // namespace nightbell
