#include "app/waiting_spill.h"

#include "store/spill_file.h"
#include "store/spill_frame.h"

#include <QtEndian>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

// The bytes of the next whole entry with its frame; 0 when it is torn or missing.
qsizetype nextEntryBytes(QFile &file)
{
    QByteArray frame = file.read(spillFrameBytes);
    if (frame.size() < spillFrameBytes)
        return 0;
    const auto length = qsizetype(qFromLittleEndian<quint32>(frame.constData()));
    if (length > SpillFile::recordBytesAtMost)
        return 0;
    frame += file.read(length);
    return firstRecord(frame, SpillFile::recordBytesAtMost) ? frame.size() : 0;
}

} // namespace

Result<WaitingSpill> lookIntoSpill(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return WaitingSpill();
    if (!file.open(QIODevice::ReadOnly))
        return Problem{Problem::Kind::Unreachable, u"%1: %2"_s.arg(path, file.errorString())};
    const QByteArray mark = file.read(spillMark.size());
    if (!spillMark.startsWith(mark)) // a shorter one was torn while the file was made
        return Problem{Problem::Kind::Damaged, u"%1 is not a spill file"_s.arg(path)};
    WaitingSpill waiting;
    qint64 whole = mark.size();
    for (qsizetype bytes; (bytes = nextEntryBytes(file)) > 0; ++waiting.entries)
        whole += bytes;
    waiting.bytesTorn = file.size() - whole;
    return waiting;
}

} // namespace nightbell
