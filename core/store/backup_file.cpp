#include "store/backup_file.h"

#include <QtEndian>

namespace nightbell {
namespace {

constexpr QByteArrayView mark = "NBBACKUP";
constexpr qint64 sumBytes = 16;
constexpr qint64 recordHeadBytes = 1 + 4;

QByteArray number(quint32 value)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

quint32 numberIn(QByteArrayView bytes) { return qFromBigEndian<quint32>(bytes.data()); }

QByteArray sumOf(QByteArrayView head, QByteArrayView content)
{
    RunningSum sum;
    sum.add(head);
    sum.add(content);
    return sum.soFar();
}

} // namespace

RunningSum::RunningSum() { crypto_generichash_init(&m_state, nullptr, 0, sumBytes); }

void RunningSum::add(QByteArrayView bytes)
{
    crypto_generichash_update(&m_state, reinterpret_cast<const unsigned char *>(bytes.data()),
                              static_cast<unsigned long long>(bytes.size()));
}

QByteArray RunningSum::soFar() const
{
    crypto_generichash_state state = m_state;
    QByteArray sum(sumBytes, '\0');
    crypto_generichash_final(&state, reinterpret_cast<unsigned char *>(sum.data()), sumBytes);
    return sum;
}

Result<> BackupWriter::begin(int schema)
{
    m_totals.schema = schema;
    if (const Result<> begun = raw(mark.toByteArray() + number(backupFormat)); !begun)
        return begun;
    return write(BackupKind::Heading, number(quint32(schema)));
}

Result<> BackupWriter::table(const BackupTable &table)
{
    ++m_totals.tables;
    return write(BackupKind::Table, toBackup(table));
}

Result<> BackupWriter::row(const SqlValues &values)
{
    ++m_totals.rows;
    return write(BackupKind::Row, toBackup(values));
}

Result<BackupTotals> BackupWriter::close()
{
    const QByteArray sum = m_sum.soFar();
    const auto closed = write(BackupKind::Closing, toBackup(SqlValues{m_totals.tables, m_totals.rows, sum}));
    return closed ? Result<BackupTotals>(m_totals) : Result<BackupTotals>(closed.problem());
}

Result<> BackupWriter::write(BackupKind kind, const QByteArray &content)
{
    if (content.size() > backupRecordBytesAtMost)
        return Problem{Problem::Kind::Full, QStringLiteral("a row is too long for a backup")};
    const QByteArray head = QByteArray(1, char(kind)) + number(quint32(content.size()));
    return raw(head + content + sumOf(head, content));
}

Result<> BackupWriter::raw(const QByteArray &bytes)
{
    m_sum.add(bytes);
    if (m_to.write(bytes) != bytes.size())
        return Problem{Problem::Kind::Full, QStringLiteral("the backup cannot be written: ") + m_to.errorString()};
    return {};
}

Result<> BackupReader::begin()
{
    const auto start = raw(mark.size() + 4);
    if (!start || !start.value().startsWith(mark.toByteArray()))
        return damaged("this is no backup");
    if (numberIn(start.value().last(4)) > quint32(backupFormat))
        return Problem{Problem::Kind::Newer, QStringLiteral("a later version of the program wrote this backup")};
    const auto heading = record();
    if (!heading)
        return heading.problem();
    if (heading.value().kind != BackupKind::Heading || heading.value().content.size() != 4)
        return damaged("the heading is missing");
    m_totals.schema = int(numberIn(heading.value().content) & 0x7fffffff);
    return {};
}

Result<BackupRecord> BackupReader::next()
{
    const QByteArray sum = m_sum.soFar();
    auto read = record();
    if (!read)
        return read;
    switch (read.value().kind) {
    case BackupKind::Table:
        ++m_totals.tables;
        return read;
    case BackupKind::Row:
        ++m_totals.rows;
        return m_totals.tables > 0 ? read : Result<BackupRecord>(damaged("a row without its table"));
    case BackupKind::Closing: {
        const Result<> closed = checkClosing(read.value().content, sum);
        return closed ? read : Result<BackupRecord>(closed.problem());
    }
    case BackupKind::Heading:
        break;
    }
    return damaged("a record of no known kind");
}

Result<> BackupReader::checkClosing(const QByteArray &content, const QByteArray &sum)
{
    const auto said = backupRowFrom(content);
    if (!said || said.value() != SqlValues{m_totals.tables, m_totals.rows, sum})
        return damaged("the closing total does not fit");
    char more = 0;
    if (m_from.read(&more, 1) == 1)
        return damaged("something follows the end");
    return {};
}

Result<BackupRecord> BackupReader::record()
{
    const auto head = raw(recordHeadBytes);
    if (!head)
        return head.problem();
    const qint64 length = numberIn(QByteArrayView(head.value()).sliced(1));
    if (length > backupRecordBytesAtMost)
        return damaged("a record is too long");
    auto content = raw(length);
    if (!content)
        return content.problem();
    const auto sum = raw(sumBytes);
    if (!sum)
        return sum.problem();
    if (sum.value() != sumOf(head.value(), content.value()))
        return damaged("a checksum does not fit");
    return BackupRecord{BackupKind(head.value().front()), std::move(content).value()};
}

Result<QByteArray> BackupReader::raw(qint64 bytes)
{
    const QByteArray read = m_from.read(bytes);
    if (read.size() != bytes)
        return damaged("the file ends too early");
    m_sum.add(read);
    m_at += bytes;
    return read;
}

Problem BackupReader::damaged(const char *what) const
{
    return {Problem::Kind::Damaged,
            QStringLiteral("backup, before byte %1: %2").arg(m_at).arg(QLatin1StringView(what))};
}

} // namespace nightbell
