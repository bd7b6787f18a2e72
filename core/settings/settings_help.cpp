#include "settings/settings_help.h"

#include "settings/the_settings.h"

#include <QCoreApplication>

namespace nightbell {

using namespace Qt::StringLiterals;

QString settingsHelp()
{
    QString text = QCoreApplication::translate(
        "Settings",
        "Settings stand in nightbell.ini in the data folder, or in the file given by --config; --set wins.\n");
    for (const Setting &setting : theSettings) {
        const auto say = [](const char *words) { return QCoreApplication::translate("Settings", words); };
        const QString standard = QString::fromLatin1(setting.standard);
        const QString shown = standard.isEmpty() ? QCoreApplication::translate("Settings", "empty") : standard;
        text += u"\n%1 = %2\n    %3. %4\n    %5\n"_s.arg(
            QString::fromLatin1(setting.key), standard, say(setting.label), say(setting.meaning),
            QCoreApplication::translate("Settings", "Allowed: %1. Default: %2.").arg(limitsInWords(setting), shown));
    }
    return text;
}

} // namespace nightbell
