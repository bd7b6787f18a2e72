// The settings pane over the settings file: what stands there, not what is in force until the next start.
#pragma once

#include "desk/settings_shelf.h"
#include "settings/settings.h"

namespace nightbell {

class SettingsDesk : public SettingsShelf
{
    Q_OBJECT

public:
    SettingsDesk(QString path, Settings settings) : m_path(std::move(path)), m_settings(std::move(settings)) { }

    QList<ShownSetting> settings() const override;
    QFuture<Result<>> change(const Asker &asker, const QString &key, const QString &value) override;

private:
    Result<> write(const Asker &asker, const QString &key, const QString &value);

    QString m_path;
    Settings m_settings;
};

} // namespace nightbell
