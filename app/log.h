// Receives everything that Qt's logging categories say, from every thread, for as long as it lives. A line that cannot
// be written is dropped and counted; the count is written as soon as there is room again.
#pragma once

#include "app/log_file.h"
#include "app/log_line.h"

#include <functional>
#include <mutex>

namespace nightbell {

class Log
{
public:
    struct Choices
    {
        QtMsgType level = QtInfoMsg; // the least important that is kept
        LogFormat format = LogFormat::Text;
        LogLimits limits;
    };

    // One at a time. Warnings and worse are also shown on standard error.
    Log(const QString &path, Choices choices);
    ~Log();
    Log(const Log &) = delete;

    void keepOnly(QtMsgType level,
                  const QString &message); // in the file; whoever started the program reads it elsewhere

private:
    static void receive(QtMsgType level, const QMessageLogContext &context, const QString &message);
    void keep(const LogLine &line);

    Choices m_choices;
    QtMessageHandler m_before;
    // Lines come from every thread and go to one file; nothing else is done under it, and the sound thread never logs.
    std::mutex m_mutex;
    LogFile m_file;
    qint64 m_linesDropped = 0; // since the last one that was written
};

} // namespace nightbell
