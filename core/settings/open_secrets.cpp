#include "settings/open_secrets.h"

#include "settings/environment_secrets.h"
#include "settings/keychain_secrets.h"
#include "settings/secret_chain.h"
#include "settings/secret_folder.h"

namespace nightbell {

using namespace Qt::StringLiterals;

// What is given from outside comes first, so that an operator can always overrule what the program wrote itself.
std::unique_ptr<SecretStore> openSecrets(const Settings &settings, Desktop desktop, const QString &dataFolder,
                                         const QProcessEnvironment &environment)
{
    const QString from = settings.text("secrets.from");
    const bool automatic = from == "auto"_L1;
    if (from == "keychain"_L1 || (automatic && desktop == Desktop::Here))
        return std::make_unique<KeychainSecrets>(u"nightbell"_s);

    std::vector<std::unique_ptr<SecretStore>> stores;
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
