#include "store/spill_record.h"

#include <QtEndian>

namespace nightbell {
namespace {

constexpr qsizetype positionBytes = 8, lengthBytes = 2, headBytes = positionBytes + lengthBytes;

Result<SealKey> spillKey(const KeyRing &keys, const ClinicId &clinic)
{
    const Result<SealKey> index = keys.indexKey(clinic);
    if (!index)
        return index.problem();
    return index.value().derived("spill");
}

QByteArray aboutRecord(const EngineId &engine, QByteArrayView head)
{
    return "spill|" + engine.text().toUtf8() + '|' + head.toByteArray();
}

struct Parts
{
    qint64 position;
    QByteArrayView head; // position, clinic length and clinic
    QByteArrayView clinic;
    QByteArrayView sealed;
};

Result<Parts> partsOf(QByteArrayView record)
{
    const Problem damaged{Problem::Kind::Damaged, QStringLiteral("a spilled record is too short")};
    if (record.size() < headBytes)
        return damaged;
    const qsizetype clinicBytes = qFromLittleEndian<quint16>(record.data() + positionBytes);
    if (record.size() < headBytes + clinicBytes)
        return damaged;
    return Parts{qFromLittleEndian<qint64>(record.data()), record.first(headBytes + clinicBytes),
                 record.sliced(headBytes, clinicBytes), record.sliced(headBytes + clinicBytes)};
}

} // namespace

Result<QByteArray> toSpill(const KeyRing &keys, const JournalEntry &entry)
{
    const Result<SealKey> key = spillKey(keys, entry.clinic);
    if (!key)
        return key.problem();
    const QByteArray clinic = entry.clinic.text().toUtf8();
    if (clinic.size() > std::numeric_limits<quint16>::max())
        return Problem{Problem::Kind::Invalid, QStringLiteral("the clinic's id has %1 bytes").arg(clinic.size())};
    QByteArray head(headBytes, Qt::Uninitialized);
    qToLittleEndian(entry.position, head.data());
    qToLittleEndian(quint16(clinic.size()), head.data() + positionBytes);
    head += clinic;
    return head + seal(key.value(), toJson(entry.event), aboutRecord(entry.engine, head));
}

Result<JournalEntry> fromSpill(const KeyRing &keys, const EngineId &engine, QByteArrayView record)
{
    const Result<Parts> parts = partsOf(record);
    if (!parts)
        return parts.problem();
    const ClinicId clinic(QString::fromUtf8(parts.value().clinic));
    const Result<SealKey> key = spillKey(keys, clinic);
    if (!key)
        return key.problem();
    const auto json = unseal(key.value(), parts.value().sealed, aboutRecord(engine, parts.value().head));
    if (!json)
        return json.problem();
    Result<CallEvent> event = eventFromJson(json.value());
    if (!event)
        return Problem{Problem::Kind::Damaged, event.problem().detail};
    return JournalEntry{engine, parts.value().position, clinic, std::move(event).value()};
}

Result<qint64> positionInSpill(QByteArrayView record)
{
    const Result<Parts> parts = partsOf(record);
    return parts ? Result<qint64>(parts.value().position) : Result<qint64>(parts.problem());
}

} // namespace nightbell
