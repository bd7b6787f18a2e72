#include "store/spill_frame.h"

#include <QCryptographicHash>
#include <QtEndian>

namespace nightbell {
namespace {

constexpr qsizetype lengthBytes = 4, checksumBytes = spillFrameBytes - lengthBytes;

QByteArray checksumOf(QByteArrayView record)
{
    QCryptographicHash hash(QCryptographicHash::Blake2s_128);
    hash.addData(record);
    return hash.result().first(checksumBytes);
}

} // namespace

QByteArray framed(QByteArrayView record)
{
    QByteArray frame(lengthBytes, Qt::Uninitialized);
    qToLittleEndian(quint32(record.size()), frame.data());
    return frame + checksumOf(record) + record.toByteArray();
}

std::optional<QByteArrayView> firstRecord(QByteArrayView bytes, qsizetype lengthAtMost)
{
    if (bytes.size() < spillFrameBytes)
        return std::nullopt;
    const auto length = qsizetype(qFromLittleEndian<quint32>(bytes.data()));
    if (length == 0 || length > lengthAtMost || length > bytes.size() - spillFrameBytes)
        return std::nullopt;
    const QByteArrayView record = bytes.sliced(spillFrameBytes, length);
    if (checksumOf(record) != bytes.sliced(lengthBytes, checksumBytes))
        return std::nullopt;
    return record;
}

} // namespace nightbell
