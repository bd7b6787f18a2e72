#include "app/log.h"

#include "app/exit_code.h"

#include <QLoggingCategory>

#include <atomic>
#include <cstdio>
#include <cstdlib>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

std::atomic<Log *> theLog = nullptr; // Qt calls a plain function: it finds its log here
thread_local bool writing = false;   // a warning about the log file itself must not wait for the log file

QString rulesFor(QtMsgType level)
{
    QString rules;
    for (const auto &[quieter, name] :
         {std::pair(QtDebugMsg, "debug"_L1), std::pair(QtInfoMsg, "info"_L1), std::pair(QtWarningMsg, "warning"_L1)}) {
        if (weightOf(quieter) < weightOf(level))
            rules += u"*.%1=false\n"_s.arg(name);
    }
    return rules;
}

void show(const LogLine &line)
{
    const QByteArray text = written(line, LogFormat::Text);
    std::fwrite(text.constData(), 1, static_cast<std::size_t>(text.size()), stderr);
}

} // namespace

Log::Log(const QString &path, Choices choices) : m_choices(choices), m_file(path, choices.limits)
{
    QLoggingCategory::setFilterRules(rulesFor(choices.level));
    theLog = this;
    m_before = qInstallMessageHandler(receive);
}

Log::~Log()
{
    qInstallMessageHandler(m_before);
    theLog = nullptr;
    QLoggingCategory::setFilterRules({});
}

void Log::receive(QtMsgType level, const QMessageLogContext &context, const QString &message)
{
    const Instant now = std::chrono::time_point_cast<Span>(std::chrono::system_clock::now());
    const LogLine line = logLine(now, level, QString::fromUtf8(context.category), message);
    if (Log *log = theLog; log && !writing)
        log->keep(line);
    if (weightOf(level) >= weightOf(QtWarningMsg))
        show(line);
    if (level == QtFatalMsg)
        std::_Exit(static_cast<int>(ExitCode::Bug)); // whoever started the program reads this, not a signal's number
}

void Log::keepOnly(QtMsgType level, const QString &message)
{
    keep(logLine(std::chrono::time_point_cast<Span>(std::chrono::system_clock::now()), level, u"nightbell.app"_s,
                 message));
}

void Log::keep(const LogLine &line)
{
    if (weightOf(line.level) < weightOf(m_choices.level))
        return;
    const std::scoped_lock lock(m_mutex);
    writing = true;
    if (m_linesDropped > 0) {
        const QString note = u"%1 lines before this one could not be written"_s.arg(m_linesDropped);
        if (m_file.append(written(logLine(line.at, QtWarningMsg, u"nightbell.app"_s, note), m_choices.format)))
            m_linesDropped = 0;
    }
    if (m_linesDropped > 0 || !m_file.append(written(line, m_choices.format)))
        ++m_linesDropped;
    writing = false;
}

} // namespace nightbell
