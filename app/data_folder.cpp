#include "app/data_folder.h"

#include "settings/private_file.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>
#include <QSysInfo>

#include <chrono>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

QString say(const char *text) { return QCoreApplication::translate("DataFolder", text); }

Problem cannotWrite(const QString &path)
{
    return {Problem::Kind::Unreachable,
            say(QT_TRANSLATE_NOOP(
                    "DataFolder",
                    "The data folder %1 cannot be written. Change its permissions, or name another with --data."))
                .arg(path)};
}

// In a container every start has the same process number, so a lock left by a crash seems to be our own.
bool leftByOurNumber(const QLockFile &lock)
{
    qint64 process = 0;
    QString machine, program;
    return lock.getLockInfo(&process, &machine, &program) && process == QCoreApplication::applicationPid()
        && machine == QSysInfo::machineHostName();
}

Problem heldByAnother(const QLockFile &lock, const QString &path)
{
    qint64 process = 0;
    QString machine, program;
    lock.getLockInfo(&process, &machine, &program);
    return {Problem::Kind::Locked,
            say(QT_TRANSLATE_NOOP(
                    "DataFolder",
                    "Another %1 (process %2 on %3) uses the data folder %4. End it, or name another with --data."))
                .arg(program.isEmpty() ? u"nightbell"_s : program, QString::number(process), machine, path)};
}

} // namespace

QString DataFolder::standardPath() { return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation); }

Result<DataFolder> DataFolder::open(const QString &path)
{
    const QString folder = QDir(path).absolutePath();
    if (!makePrivateFolder(folder))
        return cannotWrite(folder);
    auto lock = std::make_shared<QLockFile>(folder + "/nightbell.lock"_L1);
    lock->setStaleLockTime(std::chrono::milliseconds(0)); // only a dead process makes it stale, never its age
    bool locked = lock->tryLock();
    if (!locked && leftByOurNumber(*lock))
        locked = lock->removeStaleLockFile() && lock->tryLock();
    if (locked)
        return DataFolder(folder, std::move(lock));
    if (lock->error() == QLockFile::LockFailedError)
        return heldByAnother(*lock, folder);
    return cannotWrite(folder);
}

} // namespace nightbell
