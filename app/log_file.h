// The log on disk: rotated by size, readable by its owner only. Nobody waits for a disk that is full.
#pragma once

#include <QByteArray>
#include <QFile>

namespace nightbell {

struct LogLimits
{
    qint64 fileBytes = 0;
    int filesKept = 0; // beside the current one: nightbell.log.1 is the newest
};

class LogFile // used by one thread at a time
{
public:
    LogFile(const QString &path, LogLimits limits) : m_file(path), m_limits(limits) { }

    // line ends with its line feed. false: it could not be written, and no part of it was.
    bool append(const QByteArray &line);

private:
    bool open();
    void rotate();

    QFile m_file;
    LogLimits m_limits;
    qint64 m_bytes = 0; // in the current file
};

} // namespace nightbell
