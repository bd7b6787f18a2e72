// Keeps what is logged while it lives.
#pragma once

#include <QStringList>
#include <QtGlobal>

#include <mutex>

namespace nightbell {

class LogCatcher
{
public:
    LogCatcher()
    {
        s_lines.clear();
        m_before = qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &line) {
            const std::scoped_lock lock(s_mutex);
            s_lines << line;
        });
    }
    ~LogCatcher() { qInstallMessageHandler(m_before); }
    LogCatcher(const LogCatcher &) = delete;
    LogCatcher &operator=(const LogCatcher &) = delete;

    QStringList lines(const char *with = "") const
    {
        const std::scoped_lock lock(s_mutex);
        return s_lines.filter(QString::fromUtf8(with));
    }

private:
    static inline std::mutex s_mutex; // lines come from every thread
    static inline QStringList s_lines;
    QtMessageHandler m_before;
};

} // namespace nightbell
