// Keeps what is logged while it lives.
#pragma once

#include <QStringList>
#include <QtGlobal>

namespace nightbell {

class LogCatcher
{
public:
    LogCatcher()
    {
        s_lines.clear();
        m_before =
            qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &line) { s_lines << line; });
    }
    ~LogCatcher() { qInstallMessageHandler(m_before); }
    LogCatcher(const LogCatcher &) = delete;
    LogCatcher &operator=(const LogCatcher &) = delete;

    QStringList lines(const char *with) const { return s_lines.filter(QString::fromUtf8(with)); }

private:
    static inline QStringList s_lines; // of one thread's test
    QtMessageHandler m_before;
};

} // namespace nightbell
