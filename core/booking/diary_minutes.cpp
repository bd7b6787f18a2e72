#include "booking/diary_minutes.h"

namespace nightbell {
namespace {

constexpr qint64 msPerMinute = 60'000, msPerDay = 24 * 60 * msPerMinute;

qint64 minuteOf(Instant at) { return toMs(at) / msPerMinute; }

} // namespace

// Blocks, and imported appointments that overlap another, own no minutes of their own.
Result<bool> DiaryMinutes::isTakenOtherwise(const Visit &visit, const AppointmentId &besides)
{
    const auto found = m_database.run(
        QStringLiteral("SELECT 1 FROM diary_block WHERE clinic = ? AND provider IN (?, '') AND starts_ms < ? AND "
                       "ends_ms > ? UNION ALL SELECT 1 FROM appointment WHERE clinic = ? AND provider = ? AND "
                       "state <> 'cancelled' AND id <> ? AND starts_ms < ? AND starts_ms > ? AND "
                       "starts_ms + minutes * 60000 > ? LIMIT 1"),
        {m_clinic.text(), visit.provider.text(), toMs(visit.ends()), toMs(visit.starts), m_clinic.text(),
         visit.provider.text(), besides.text(), toMs(visit.ends()), toMs(visit.starts) - msPerDay, toMs(visit.starts)});
    return found ? Result<bool>(!found.value().rows.isEmpty()) : Result<bool>(found.problem());
}

Result<qint64> DiaryMinutes::insert(const Visit &visit, const QString &owner)
{
    const auto inserted = m_database.run(
        QStringLiteral("INSERT INTO diary_minute (clinic, provider, at_minute, owner) "
                       "WITH RECURSIVE span (n) AS (SELECT CAST(? AS BIGINT) UNION ALL "
                       "SELECT n + 1 FROM span WHERE n + 1 < CAST(? AS BIGINT)) "
                       "SELECT CAST(? AS TEXT), CAST(? AS TEXT), n, CAST(? AS TEXT) FROM span WHERE n IS NOT NULL "
                       "ON CONFLICT DO NOTHING"),
        {minuteOf(visit.starts), minuteOf(visit.ends()), m_clinic.text(), visit.provider.text(), owner});
    return inserted ? Result<qint64>(inserted.value().changed) : Result<qint64>(inserted.problem());
}

Result<int> DiaryMinutes::owned(const Visit &visit, const QString &owner)
{
    const auto found = m_database.run(
        QStringLiteral("SELECT COUNT(*) FROM diary_minute WHERE clinic = ? AND provider = ? AND at_minute >= ? AND "
                       "at_minute < ? AND owner = ?"),
        {m_clinic.text(), visit.provider.text(), minuteOf(visit.starts), minuteOf(visit.ends()), owner});
    return found ? Result<int>(found.value().rows.at(0).at(0).toInt()) : Result<int>(found.problem());
}

// A lapsed hold loses only what is wanted here; what is left of it cannot be booked any more (pass).
Result<bool> DiaryMinutes::take(const Visit &visit, const QString &owner, const AppointmentId &besides, Instant now)
{
    const Result<bool> taken = isTakenOtherwise(visit, besides);
    if (!taken || taken.value())
        return taken ? Result<bool>(false) : taken;
    const auto gaveWay = m_database.run(
        QStringLiteral("DELETE FROM diary_minute WHERE clinic = ? AND provider = ? AND at_minute >= ? AND "
                       "at_minute < ? AND owner IN (SELECT id FROM diary_hold WHERE clinic = ? AND state = 'held' "
                       "AND expires_ms <= ?)"),
        {m_clinic.text(), visit.provider.text(), minuteOf(visit.starts), minuteOf(visit.ends()), m_clinic.text(),
         toMs(now)});
    if (!gaveWay)
        return gaveWay.problem();
    const Result<int> own = owned(visit, besides.text());
    if (!own)
        return own.problem();
    const Result<qint64> inserted = insert(visit, owner);
    return inserted ? Result<bool>(inserted.value() + own.value() == visit.minutes) : Result<bool>(inserted.problem());
}

Result<> DiaryMinutes::takeWhatIsFree(const Visit &visit, const QString &owner)
{
    const Result<qint64> inserted = insert(visit, owner);
    return inserted ? Result<>() : Result<>(inserted.problem());
}

Result<bool> DiaryMinutes::pass(const HoldId &hold, const AppointmentId &to, const Visit &visit)
{
    const auto left = m_database.run(
        QStringLiteral("DELETE FROM diary_minute WHERE clinic = ? AND owner = ? AND (provider <> ? OR at_minute < ? OR "
                       "at_minute >= ?)"),
        {m_clinic.text(), to.text(), visit.provider.text(), minuteOf(visit.starts), minuteOf(visit.ends())});
    if (!left)
        return left.problem();
    const auto passed =
        m_database.run(QStringLiteral("UPDATE diary_minute SET owner = ? WHERE clinic = ? AND owner = ?"),
                       {to.text(), m_clinic.text(), hold.text()});
    if (!passed)
        return passed.problem();
    const Result<int> has = owned(visit, to.text());
    return has ? Result<bool>(has.value() == visit.minutes) : Result<bool>(has.problem());
}

Result<> DiaryMinutes::giveUp(const QString &owner)
{
    const auto freed = m_database.run(QStringLiteral("DELETE FROM diary_minute WHERE clinic = ? AND owner = ?"),
                                      {m_clinic.text(), owner});
    return freed ? Result<>() : Result<>(freed.problem());
}

} // namespace nightbell
