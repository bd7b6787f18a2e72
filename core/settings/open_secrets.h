// Which stores of secrets this program uses, by the setting secrets.from.
#pragma once

#include "settings/secret_store.h"
#include "settings/settings.h"

#include <QProcessEnvironment>

#include <memory>

namespace nightbell {

enum class Desktop { Here, Absent };

// dataFolder holds the folder "secrets" for what is written without a keychain.
std::unique_ptr<SecretStore> openSecrets(const Settings &settings, Desktop desktop, const QString &dataFolder,
                                         const QProcessEnvironment &environment);

} // namespace nightbell
