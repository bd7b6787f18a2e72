#include "settings/open_secrets.h"

#include "settings/environment_secrets.h"
#include "settings/keychain_secrets.h"
#include "settings/secret_chain.h"
#include "settings/secret_folder.h"

#include <QFileInfo>
#include <QLoggingCategory>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(log, "nightbell.settings")

// A keychain is reached over the session's bus. Asking where there is none starts a bus that nobody serves, and waits.
bool hasSessionBus(const QProcessEnvironment &environment)
{
    const QString folder = environment.value(u"XDG_RUNTIME_DIR"_s);
    return !environment.value(u"DBUS_SESSION_BUS_ADDRESS"_s).isEmpty()
        || (!folder.isEmpty() && QFileInfo::exists(folder + "/bus"_L1));
}

// A desktop without a keychain service is no reason not to answer the phone. What a keychain kept earlier is not found
// then, and the store refuses to open rather than make new keys.
std::unique_ptr<SecretStore> keychainIfThereIsOne(const QProcessEnvironment &environment)
{
    if (hasSessionBus(environment)) {
        auto keychain = std::make_unique<KeychainSecrets>(u"nightbell"_s);
        const auto asked = keychain->read(u"is-there-a-keychain"_s);
        if (asked || asked.problem().kind != Problem::Kind::Unreachable)
            return keychain;
    }
    qCWarning(log) << "no keychain service here; secrets are kept in files of the data folder";
    return nullptr;
}

} // namespace

std::unique_ptr<SecretStore> openSecrets(const Settings &settings, Desktop desktop, const QString &dataFolder,
                                         const QProcessEnvironment &environment)
{
    const QString from = settings.text("secrets.from");
    if (from == "keychain"_L1)
        return std::make_unique<KeychainSecrets>(u"nightbell"_s);

    std::vector<std::unique_ptr<SecretStore>> stores;
    if (from == "auto"_L1 && desktop == Desktop::Here)
        if (auto keychain = keychainIfThereIsOne(environment))
            stores.push_back(std::move(keychain));
    // What is given from outside comes before our own files, so that an operator can always overrule them.
    const QString credentials = environment.value(u"CREDENTIALS_DIRECTORY"_s);
    if (from != "environment"_L1 && !credentials.isEmpty())
        stores.push_back(std::make_unique<SecretFolder>(credentials, SecretFolder::Use::ReadOnly));
    if (from != "folder"_L1)
        stores.push_back(std::make_unique<EnvironmentSecrets>(environment));
    if (from != "environment"_L1)
        stores.push_back(std::make_unique<SecretFolder>(dataFolder + "/secrets"_L1, SecretFolder::Use::Own));
    return std::make_unique<SecretChain>(std::move(stores));
}

} // namespace nightbell
