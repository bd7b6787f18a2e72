#include "store/open_store_database.h"

#include "store/postgres_database.h"
#include "store/sqlite_database.h"

#include <QDir>

namespace nightbell {
namespace {

const QLatin1String fileScheme("sqlite:");

Result<std::unique_ptr<Database>> openServer(const QString &url, SecretStore &secrets, const QList<ClinicId> &clinics)
{
    const Result<QByteArray> password = secrets.read(storePasswordName);
    // A locked keychain may hold it. Where there is certainly none, the server may still know us by other means.
    if (!password && password.problem().kind != Problem::Kind::NotFound
        && password.problem().kind != Problem::Kind::Unreachable)
        return password.problem();
    auto opened = openPostgres({url, password ? password.value() : QByteArray(), clinics});
    if (opened || password)
        return opened;
    return Problem{opened.problem().kind,
                   QStringLiteral("%1 (the secret store has no %2)").arg(opened.problem().detail, storePasswordName)};
}

} // namespace

QString storeFile(const QString &url, const QString &dataFolder)
{
    if (!url.startsWith(fileScheme))
        return {};
    const QString path = url.sliced(fileScheme.size());
    return path.isEmpty() ? QDir(dataFolder).filePath(QStringLiteral("nightbell.sqlite")) : path;
}

Result<std::unique_ptr<Database>> openStoreDatabase(const QString &url, const QString &dataFolder, SecretStore &secrets,
                                                    const QList<ClinicId> &clinics)
{
    if (url == fileScheme && dataFolder.isEmpty())
        return Problem{Problem::Kind::Invalid, QStringLiteral("store.url is sqlite: and there is no data folder")};
    if (url.startsWith(fileScheme))
        return openSqlite(storeFile(url, dataFolder));
    if (url.startsWith(u"postgresql:") || url.startsWith(u"postgres:"))
        return openServer(url, secrets, clinics);
    return Problem{Problem::Kind::Invalid, QStringLiteral("store.url must begin with sqlite: or postgresql://")};
}

} // namespace nightbell
