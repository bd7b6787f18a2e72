#include "settings/private_file.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

#ifdef Q_OS_UNIX
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>
#endif

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

Problem cannotWrite(const QSaveFile &file)
{
    const auto kind = file.error() == QFileDevice::ResourceError || file.error() == QFileDevice::WriteError
        ? Problem::Kind::Full
        : Problem::Kind::Unreachable;
    return {kind, u"%1: %2"_s.arg(file.fileName(), file.errorString())};
}

} // namespace

Result<> makePrivateFolder(const QString &path)
{
    const QFileInfo folder(path);
    if (folder.isDir())
        return {};
    const QString parent = folder.absolutePath();
    if (QDir().mkpath(parent) && QDir(parent).mkdir(folder.fileName(), ownerOnlyFolder))
        return {};
    if (QFileInfo(path).isDir())
        return {}; // somebody else made it meanwhile
    return Problem{Problem::Kind::Unreachable, u"%1: the folder cannot be made"_s.arg(path)};
}

Result<> writePrivateFile(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return cannotWrite(file);
    if (!file.setPermissions(ownerOnlyFile) || file.write(bytes) != bytes.size() || !file.commit()) // syncs
        return cannotWrite(file);
    if (!syncFolder(QFileInfo(path).absolutePath()))
        return Problem{Problem::Kind::Unreachable, u"%1: its folder cannot be written through"_s.arg(path)};
    return {};
}

bool syncFolder([[maybe_unused]] const QString &path)
{
#ifdef Q_OS_UNIX
    const int folder = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return false;
    const bool synced = ::fsync(folder) == 0 || errno == EINVAL; // some file systems know no such thing
    ::close(folder);
    return synced;
#else
    return true;
#endif
}

} // namespace nightbell
