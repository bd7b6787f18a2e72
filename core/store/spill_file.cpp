#include "store/spill_file.h"

#include "settings/private_file.h"
#include "store/spill_frame.h"

#include <QFileInfo>
#include <QtEndian>

#include <cerrno>
#include <cstring>

#include <unistd.h>

namespace nightbell {
namespace {

// The record at this offset; an empty one when it is torn or beyond the end.
QByteArray recordAt(QFile &file, qint64 offset)
{
    if (!file.seek(offset))
        return {};
    QByteArray bytes = file.read(spillFrameBytes);
    if (bytes.size() < spillFrameBytes)
        return {};
    const auto length = qsizetype(qFromLittleEndian<quint32>(bytes.constData()));
    if (length > SpillFile::recordBytesAtMost)
        return {};
    bytes += file.read(length);
    const auto record = firstRecord(bytes, SpillFile::recordBytesAtMost);
    return record ? record->toByteArray() : QByteArray();
}

} // namespace

Result<std::unique_ptr<SpillFile>> SpillFile::open(const QString &path, qint64 bytesAtMost)
{
    std::unique_ptr<SpillFile> spill(new SpillFile(path, bytesAtMost));
    if (spill->m_file.exists())
        if (const Result<> read = spill->readExisting(); !read)
            return read.problem();
    return spill;
}

Result<> SpillFile::readExisting()
{
    if (!m_file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly | QIODevice::Unbuffered))
        return trouble("opening");
    const QByteArray mark = m_file.read(spillMark.size());
    if (!spillMark.startsWith(mark)) // a shorter one was torn while the file was made
        return Problem{Problem::Kind::Damaged,
                       QStringLiteral("%1 is not a spill file").arg(QFileInfo(m_file).fileName())};
    qint64 whole = mark.size() < spillMark.size() ? 0 : spillMark.size();
    m_front = whole;
    while (whole) {
        QByteArray record = recordAt(m_file, whole);
        if (record.isEmpty())
            break;
        whole += spillFrameBytes + record.size();
        m_last = std::move(record);
        ++m_count;
    }
    m_end = whole;
    return whole < m_file.size() ? keepAndCut(whole) : Result<>();
}

Result<> SpillFile::keepAndCut(qint64 whole)
{
    QFile kept(m_file.fileName() + QStringLiteral(".cut"));
    if (!m_file.seek(whole) || !kept.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered))
        return trouble("keeping the torn tail");
    for (QByteArray piece; !(piece = m_file.read(recordBytesAtMost)).isEmpty(); m_bytesCut += piece.size())
        if (kept.write(piece) != piece.size())
            return trouble("keeping the torn tail");
    if (::fdatasync(kept.handle()) != 0 || !m_file.resize(whole))
        return trouble("cutting the torn tail");
    return {};
}

Result<> SpillFile::append(const QList<QByteArray> &records)
{
    QByteArray bytes;
    for (const QByteArray &record : records) {
        if (record.isEmpty() || record.size() > recordBytesAtMost)
            return Problem{Problem::Kind::Invalid, QStringLiteral("a record of %1 bytes").arg(record.size())};
        bytes += framed(record);
    }
    if (m_end + bytes.size() > m_bytesAtMost) {
        ++m_timesFull;
        return Problem{Problem::Kind::Full,
                       QStringLiteral("the spill holds %1 of %2 bytes").arg(m_end).arg(m_bytesAtMost)};
    }
    if (const Result<> ready = makeReady(); !ready)
        return ready;
    if (const Result<> written = write(bytes); !written) {
        m_file.resize(m_end); // makeReady() tries again where this fails
        return written;
    }
    m_end += bytes.size();
    m_count += records.size();
    if (!records.isEmpty())
        m_last = records.last();
    return {};
}

// The file is there, and ends where the last whole record ends.
Result<> SpillFile::makeReady()
{
    if (!m_file.isOpen() && !m_file.open(QIODevice::ReadWrite | QIODevice::Unbuffered))
        return trouble("opening");
    if (m_file.size() != m_end && !m_file.resize(m_end))
        return trouble("cutting what a failed write left");
    if (m_end)
        return {};
    if (const Result<> marked = write(spillMark.toByteArray()); !marked)
        return marked;
    if (!syncFolder(QFileInfo(m_file).absolutePath())) // a new name is on the disk only once the folder is
        return trouble("making the file");
    m_front = m_end = spillMark.size();
    return {};
}

Result<> SpillFile::write(const QByteArray &bytes)
{
    if (!m_file.seek(m_end) || m_file.write(bytes) != bytes.size() || ::fdatasync(m_file.handle()) != 0)
        return trouble("writing");
    return {};
}

Result<QList<QByteArray>> SpillFile::front(int count)
{
    QList<QByteArray> records;
    qint64 at = m_front;
    while (records.size() < std::min<qint64>(count, m_count)) {
        records << recordAt(m_file, at);
        if (records.last().isEmpty())
            return Problem{Problem::Kind::Damaged, QStringLiteral("the spill cannot be read at byte %1").arg(at)};
        at += spillFrameBytes + records.last().size();
    }
    return records;
}

Result<> SpillFile::removeFront(const QList<QByteArray> &records)
{
    Q_ASSERT(records.size() <= m_count);
    for (const QByteArray &record : records)
        m_front += spillFrameBytes + record.size();
    m_count -= records.size();
    if (m_count)
        return {};
    m_file.close();
    m_front = m_end = 0;
    return m_file.remove() ? Result<>() : Result<>(trouble("removing"));
}

Problem SpillFile::trouble(const char *doing) const
{
    return {
        errno == ENOSPC || errno == EDQUOT ? Problem::Kind::Full : Problem::Kind::Unreachable,
        QStringLiteral("%1 the spill file %2: %3")
            .arg(QLatin1StringView(doing), QFileInfo(m_file).fileName(), QString::fromLocal8Bit(std::strerror(errno)))};
}

} // namespace nightbell
