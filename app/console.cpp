#include "app/console.h"

#include <QCoreApplication>
#include <QLoggingCategory>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(appLog, "nightbell.app")

constexpr qint64 megabyte = 1'000'000;

QtMsgType levelOf(const QString &name)
{
    if (name == "debug"_L1)
        return QtDebugMsg;
    if (name == "info"_L1)
        return QtInfoMsg;
    return name == "warning"_L1 ? QtWarningMsg : QtCriticalMsg;
}

Log::Choices logChoices(const Settings &settings)
{
    return {.level = levelOf(settings.text("log.level")),
            .format = settings.text("log.format") == "json"_L1 ? LogFormat::Json : LogFormat::Text,
            .limits = {.fileBytes = settings.whole("log.file_mb") * megabyte,
                       .filesKept = static_cast<int>(settings.whole("log.files_kept"))}};
}

} // namespace

Console::Console(Settings settings, DataFolder folder)
    : m_settings(std::move(settings))
    , m_folder(std::move(folder))
    , m_log(m_folder.path() + "/nightbell.log"_L1, logChoices(m_settings))
{
    QObject::connect(&m_stop, &StopSignals::stopAsked, qApp, &QCoreApplication::quit);
}

int Console::run()
{
    qCInfo(appLog).noquote() << QCoreApplication::applicationName() << QCoreApplication::applicationVersion()
                             << "starts in" << m_folder.path();
    const int code = QCoreApplication::exec();
    qCInfo(appLog) << "ended";
    return code;
}

} // namespace nightbell
