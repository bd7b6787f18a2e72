#include "app/caller_secrets.h"

#include <QLoggingCategory>

namespace nightbell {

namespace {

Q_LOGGING_CATEGORY(log, "nightbell.app")

}

CallerSecrets callerSecrets(const Settings &settings, SecretStore &secrets)
{
    CallerSecrets found;
    for (const QString &user : settings.names("sip.users")) {
        const QString name = QStringLiteral("sip-user-%1").arg(user);
        if (const Result<QByteArray> password = secrets.read(name); !password)
            qCWarning(log).noquote() << "a user of sip.users cannot call:" << name << "-" << password.problem().detail;
        else if (password.value().isEmpty())
            qCWarning(log).noquote() << "a user of sip.users cannot call:" << name << "is empty";
        else
            found.insert(user, password.value());
    }
    return found;
}

} // namespace nightbell
