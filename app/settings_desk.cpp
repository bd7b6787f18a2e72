#include "app/settings_desk.h"

#include "settings/settings_file.h"

#include <QCoreApplication>

namespace nightbell {

QList<ShownSetting> SettingsDesk::settings() const
{
    const auto say = [](const char *words) { return QCoreApplication::translate("Settings", words); };
    QList<ShownSetting> shown;
    for (std::size_t i = 0; i < theSettings.size(); ++i) {
        const Setting &setting = theSettings[i];
        shown << ShownSetting{
            QString::fromLatin1(setting.key),      say(setting.label),   say(setting.meaning), limitsInWords(setting),
            QString::fromLatin1(setting.standard), m_settings.written(i)};
    }
    return shown;
}

QFuture<Result<>> SettingsDesk::change(const Asker &asker, const QString &key, const QString &value)
{
    const Result<> written = write(asker, key, value);
    if (written)
        Q_EMIT changed(settings());
    return QtFuture::makeReadyFuture(written);
}

Result<> SettingsDesk::write(const Asker &asker, const QString &key, const QString &value)
{
    if (!mayDo(asker.role, Right::EditSettings))
        return Problem{Problem::Kind::Refused, QStringLiteral("needs the right to edit settings")};
    if (const Result<> written = writeSetting(m_path, key, value); !written)
        return written;
    Result<Settings> read = loadSettings(m_path, FileMay::BeMissing, {});
    if (!read)
        return read.problem();
    m_settings = std::move(read).value();
    return {};
}

} // namespace nightbell
