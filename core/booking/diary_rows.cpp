#include "booking/diary_rows.h"

#include "store/diary_seal.h"

namespace nightbell {
namespace {

constexpr qint64 msPerDay = 24 * 60 * 60'000; // no visit is longer

AppointmentState stateFrom(const QVariant &text)
{
    return valueOf<AppointmentState>(text.toString()).value_or(AppointmentState::Booked);
}

Visit visitIn(const SqlValues &row, qsizetype first)
{
    return {BranchId(row[first].toString()), ServiceId(row[first + 1].toString()),
            ProviderId(row[first + 2].toString()), instantFromMs(row[first + 3].toLongLong()), row[first + 4].toInt()};
}

Result<> done(const Result<SqlRows> &ran) { return ran ? Result<>() : Result<>(ran.problem()); }

QVariant orNull(const QByteArray &bytes) { return bytes.isEmpty() ? QVariant() : QVariant(bytes); }

} // namespace

Result<bool> DiaryRows::insert(const DiaryEntry &entry)
{
    const auto patient = patientMark(m_keys, m_clinic, entry.patient.name, entry.patient.born);
    if (!patient)
        return patient.problem();
    const auto phone = phoneMark(m_keys, m_clinic, entry.patient.phone);
    if (!phone)
        return phone.problem();
    const auto sealed = sealPatient(m_keys, m_clinic, entry.id, {entry.patient, entry.reason});
    if (!sealed)
        return sealed.problem();
    const Visit &visit = entry.visit;
    const auto inserted = m_database.run(
        QStringLiteral("INSERT INTO appointment (clinic, id, branch, provider, service, starts_ms, minutes, state, "
                       "acts, call, patient, phone, made_ms, sealed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?) "
                       "ON CONFLICT DO NOTHING"),
        {m_clinic.text(), entry.id.text(), visit.branch.text(), visit.provider.text(), visit.service.text(),
         toMs(visit.starts), qint64(visit.minutes), QString(nameOf(entry.state)),
         entry.call.isEmpty() ? QVariant() : QVariant(entry.call.text()), patient.value(), orNull(phone.value()),
         toMs(entry.made), sealed.value()});
    return inserted ? Result<bool>(inserted.value().changed == 1) : Result<bool>(inserted.problem());
}

// The update takes the row's lock, and the reading after it sees what was committed before.
Result<std::optional<Standing>> DiaryRows::lock(const AppointmentId &appointment)
{
    const SqlValues key{m_clinic.text(), appointment.text()};
    if (const auto locked =
            m_database.run(QStringLiteral("UPDATE appointment SET acts = acts + 1 WHERE clinic = ? AND id = ?"), key);
        !locked)
        return locked.problem();
    const auto found = m_database.run(QStringLiteral("SELECT branch, service, provider, starts_ms, minutes, state "
                                                     "FROM appointment WHERE clinic = ? AND id = ?"),
                                      key);
    if (!found)
        return found.problem();
    if (found.value().rows.isEmpty())
        return std::optional<Standing>();
    const SqlValues &row = found.value().rows.first();
    return std::optional(Standing{visitIn(row, 0), stateFrom(row[5])});
}

Result<> DiaryRows::change(const AppointmentId &appointment, const Standing &standing)
{
    const Visit &visit = standing.visit;
    return done(
        m_database.run(QStringLiteral("UPDATE appointment SET branch = ?, service = ?, provider = ?, "
                                      "starts_ms = ?, minutes = ?, state = ? WHERE clinic = ? AND id = ?"),
                       {visit.branch.text(), visit.service.text(), visit.provider.text(), toMs(visit.starts),
                        qint64(visit.minutes), QString(nameOf(standing.state)), m_clinic.text(), appointment.text()}));
}

Result<QList<DiaryEntry>> DiaryRows::entries(const QString &where, const SqlValues &values)
{
    const auto found = m_database.run(
        QStringLiteral("SELECT id, branch, service, provider, starts_ms, minutes, state, call, made_ms, sealed FROM "
                       "appointment WHERE clinic = ? AND %1 ORDER BY starts_ms, provider, id LIMIT ?")
            .arg(where),
        SqlValues{m_clinic.text()} + values + SqlValues{qint64(entriesAtMost)});
    if (!found)
        return found.problem();
    QList<DiaryEntry> entries;
    for (const SqlValues &row : found.value().rows) {
        DiaryEntry entry{.id = AppointmentId(row[0].toString()),
                         .visit = visitIn(row, 1),
                         .state = stateFrom(row[6]),
                         .call = CallId(row[7].toString()),
                         .made = instantFromMs(row[8].toLongLong())};
        const auto opened = unsealPatient(m_keys, m_clinic, entry.id, row[9].toByteArray());
        if (!opened)
            return opened.problem();
        entry.patient = opened.value().patient;
        entry.reason = opened.value().reason;
        entries << std::move(entry);
    }
    return entries;
}

Result<QList<DiaryEntry>> DiaryRows::of(const PrivateText &name, QDate born, Instant endsAfter)
{
    const auto mark = patientMark(m_keys, m_clinic, name, born);
    if (!mark)
        return mark.problem();
    return entries(QStringLiteral("patient = ? AND state <> 'cancelled' AND starts_ms + minutes * 60000 > ?"),
                   {mark.value(), toMs(endsAfter)});
}

Result<QList<DiaryEntry>> DiaryRows::ofPhone(const PrivateText &phone, Instant endsAfter)
{
    const auto mark = phoneMark(m_keys, m_clinic, phone);
    if (!mark)
        return mark.problem();
    if (mark.value().isEmpty())
        return QList<DiaryEntry>();
    return entries(QStringLiteral("phone = ? AND state <> 'cancelled' AND starts_ms + minutes * 60000 > ?"),
                   {mark.value(), toMs(endsAfter)});
}

Result<QList<DiaryEntry>> DiaryRows::between(Instant from, Instant until)
{
    return entries(QStringLiteral("state <> 'cancelled' AND starts_ms >= ? AND starts_ms < ?"),
                   {toMs(from), toMs(until)});
}

Result<QList<DiaryEntry>> DiaryRows::live() { return entries(QStringLiteral("state <> 'cancelled'"), {}); }

Result<std::optional<DiaryEntry>> DiaryRows::find(const AppointmentId &appointment)
{
    auto found = entries(QStringLiteral("id = ?"), {appointment.text()});
    if (!found)
        return found.problem();
    return found.value().isEmpty() ? std::optional<DiaryEntry>() : std::optional(found.value().first());
}

Result<QList<Occupied>> DiaryRows::occupied(Instant from, Instant until, Instant now, const AppointmentId &besides)
{
    const SqlValues span{m_clinic.text(), toMs(until), toMs(from) - msPerDay, toMs(from)};
    const auto found = m_database.run(
        QStringLiteral(
            "SELECT provider, starts_ms, starts_ms + minutes * 60000 FROM appointment WHERE clinic = ? AND "
            "starts_ms < ? AND starts_ms > ? AND starts_ms + minutes * 60000 > ? AND state <> 'cancelled' "
            "AND id <> ? UNION ALL SELECT provider, starts_ms, starts_ms + minutes * 60000 FROM diary_hold WHERE "
            "clinic = ? AND starts_ms < ? AND starts_ms > ? AND starts_ms + minutes * 60000 > ? AND "
            "state = 'held' AND expires_ms > ? UNION ALL SELECT provider, starts_ms, ends_ms FROM "
            "diary_block WHERE clinic = ? AND starts_ms < ? AND ends_ms > ?"),
        span + SqlValues{besides.text()} + span + SqlValues{toMs(now), m_clinic.text(), toMs(until), toMs(from)});
    if (!found)
        return found.problem();
    QList<Occupied> occupied;
    for (const SqlValues &row : found.value().rows)
        occupied << Occupied{ProviderId(row[0].toString()), instantFromMs(row[1].toLongLong()),
                             instantFromMs(row[2].toLongLong())};
    return occupied;
}

Result<> DiaryRows::block(const QString &id, const Occupied &busy)
{
    return done(m_database.run(
        QStringLiteral("INSERT INTO diary_block (clinic, id, provider, starts_ms, ends_ms) VALUES (?, ?, ?, ?, ?) "
                       "ON CONFLICT (clinic, id) DO UPDATE SET provider = excluded.provider, "
                       "starts_ms = excluded.starts_ms, ends_ms = excluded.ends_ms"),
        {m_clinic.text(), id, busy.provider.text(), toMs(busy.from), toMs(busy.to)}));
}

Result<> DiaryRows::unblock(const QString &id)
{
    return done(
        m_database.run(QStringLiteral("DELETE FROM diary_block WHERE clinic = ? AND id = ?"), {m_clinic.text(), id}));
}

} // namespace nightbell
