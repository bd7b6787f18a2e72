// Where journal entries wait on the local disk while the database cannot take them: an append-only file of records.
//
//   "NBSPILL1" | length:4 | checksum:8 | record | length:4 | checksum:8 | record | …      (little endian)
//
// The file knows records as bytes; what they hold is sealed before it comes here (spill_record.h). Records leave at the
// front, but only in memory: after a crash they come again, which the journal's (engine, position) makes harmless. The
// file goes when the last record has left. A torn tail is cut at the next opening and kept beside as "<path>.cut".
#pragma once

#include "result.h"

#include <QByteArray>
#include <QFile>
#include <QList>

#include <memory>

namespace nightbell {

class SpillFile
{
public:
    static constexpr qsizetype recordBytesAtMost = 4 * 1024 * 1024;

    // The folder must exist. A file that is no spill is Damaged and left as it is.
    static Result<std::unique_ptr<SpillFile>> open(const QString &path, qint64 bytesAtMost);

    Result<> append(const QList<QByteArray> &records);      // all, on the disk, or none; Full at the limit
    Result<QList<QByteArray>> front(int count);             // the oldest
    Result<> removeFront(const QList<QByteArray> &records); // as front() gave them

    bool isEmpty() const { return m_count == 0; }
    qint64 count() const { return m_count; }
    qint64 bytes() const { return m_end - m_front; }
    qint64 bytesCut() const { return m_bytesCut; } // of a torn tail, found at the opening
    qint64 timesFull() const { return m_timesFull; }
    const QByteArray &last() const { return m_last; } // the newest record; empty in a fresh file

private:
    SpillFile(const QString &path, qint64 bytesAtMost) : m_file(path), m_bytesAtMost(bytesAtMost) { }
    Result<> readExisting();
    Result<> keepAndCut(qint64 whole);
    Result<> makeReady();
    Result<> write(const QByteArray &bytes);
    Problem trouble(const char *doing) const;

    QFile m_file;
    qint64 m_bytesAtMost;
    qint64 m_front = 0; // the first record that has not left
    qint64 m_end = 0;   // everything before it is whole; 0 = no file yet
    qint64 m_count = 0;
    qint64 m_bytesCut = 0;
    qint64 m_timesFull = 0;
    QByteArray m_last;
};

} // namespace nightbell
