// The pieces of a backup file.
//
//   "NBBACKUP" | format:4 | record | record | … | closing record                              (big endian)
//   record     kind:1 | length:4 | content | checksum:16                                      (of kind and content)
//
// The first record is the heading, then come tables with their rows, and the closing record holds the number of rows
// and the checksum of every byte before it. A file without its closing record is not a backup.
#pragma once

#include "store/backup_values.h"

#include <QIODevice>

#include <sodium/crypto_generichash.h>

namespace nightbell {

inline constexpr int backupFormat = 1;
inline constexpr qint64 backupRecordBytesAtMost = 64 * 1024 * 1024;

enum class BackupKind : quint8 { Heading = 1, Table = 2, Row = 3, Closing = 4 };

struct BackupRecord
{
    BackupKind kind = BackupKind::Heading;
    QByteArray content;
};

struct BackupTotals
{
    int schema = 0;
    qint64 rows = 0;
    qint64 tables = 0;
    bool operator==(const BackupTotals &) const = default;
};

class RunningSum // BLAKE2b over every byte so far
{
public:
    RunningSum();
    void add(QByteArrayView bytes);
    QByteArray soFar() const;

private:
    crypto_generichash_state m_state;
};

class BackupWriter
{
public:
    explicit BackupWriter(QIODevice &to) : m_to(to) { } // open; the writer neither opens nor closes it

    Result<> begin(int schema);
    Result<> table(const BackupTable &table);
    Result<> row(const SqlValues &values);
    Result<BackupTotals> close();

private:
    Result<> write(BackupKind kind, const QByteArray &content);
    Result<> raw(const QByteArray &bytes);

    QIODevice &m_to;
    RunningSum m_sum;
    BackupTotals m_totals;
};

// Reads one file from its start to its end and trusts none of it. Damaged where the bytes are not what was written,
// Newer where a later program wrote them; the detail says at which byte.
class BackupReader
{
public:
    explicit BackupReader(QIODevice &from) : m_from(from) { }

    Result<> begin(); // the mark, the format and the heading
    int schema() const { return m_totals.schema; }

    Result<BackupRecord> next();                            // a table or a row; Closing when the file is whole
    const BackupTotals &totals() const { return m_totals; } // of what was read so far

private:
    Result<BackupRecord> record();
    Result<QByteArray> raw(qint64 bytes);
    Result<> checkClosing(const QByteArray &content, const QByteArray &sum);
    Problem damaged(const char *what) const;

    QIODevice &m_from;
    RunningSum m_sum;
    BackupTotals m_totals;
    qint64 m_at = 0;
};

} // namespace nightbell
