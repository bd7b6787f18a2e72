#include "audio/recording_folder.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace nightbell {
namespace {

const QString ending = QStringLiteral(".nbr"), halfPressed = QStringLiteral(".pressing");

Result<> makePrivate(const QString &folder)
{
    const QByteArray path = QFile::encodeName(folder);
    if (::mkdir(path.constData(), 0700) != 0 && !QFileInfo(folder).isDir())
        return Problem{Problem::Kind::Unreachable, QStringLiteral("the folder of the recordings cannot be made")};
    ::chmod(path.constData(), 0700);
    return {};
}

QStringList monthsOf(const QString &dataFolder)
{
    const QDir folder(recordingsFolder(dataFolder));
    QStringList months;
    for (const QString &name : folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name))
        months << folder.filePath(name);
    return months;
}

QStringList filesEndingIn(const QString &dataFolder, const QString &wanted)
{
    QStringList paths;
    for (const QString &month : monthsOf(dataFolder))
        for (const QString &name : QDir(month).entryList({u'*' + wanted}, QDir::Files, QDir::Name))
            paths << month + u'/' + name;
    return paths;
}

} // namespace

QString recordingsFolder(const QString &dataFolder) { return dataFolder + QStringLiteral("/recordings"); }

QString recordingName(const CallId &call)
{
    return QString::fromLatin1(QCryptographicHash::hash(call.text().toUtf8(), QCryptographicHash::Blake2s_128).toHex());
}

Result<QString> makeRecordingPath(const QString &dataFolder, const CallId &call, Instant began)
{
    const QString folder = recordingsFolder(dataFolder);
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(toMs(began), Qt::UTC);
    const QString month = folder + u'/' + at.toString(QStringLiteral("yyyy-MM"));
    for (const QString &each : {folder, month})
        if (const Result<> made = makePrivate(each); !made)
            return made.problem();
    return month + u'/' + recordingName(call) + ending;
}

QString findRecording(const QString &dataFolder, const CallId &call)
{
    const QString name = u'/' + recordingName(call) + ending;
    for (const QString &month : monthsOf(dataFolder))
        if (QFile::exists(month + name))
            return month + name;
    return {};
}

QStringList everyRecording(const QString &dataFolder) { return filesEndingIn(dataFolder, ending); }

QString halfPressedPath(const QString &recording) { return recording + halfPressed; }

Result<> removeRecording(const QString &dataFolder, const CallId &call)
{
    for (QString path; !(path = findRecording(dataFolder, call)).isEmpty();) {
        QFile::remove(halfPressedPath(path));
        if (!QFile::remove(path))
            return Problem{Problem::Kind::Unreachable, QStringLiteral("a recording cannot be removed")};
    }
    return {};
}

void removeHalfPressed(const QString &dataFolder)
{
    for (const QString &path : filesEndingIn(dataFolder, ending + halfPressed))
        QFile::remove(path);
}

Result<> syncFolderOf(const QString &path)
{
    const int folder = ::open(QFile::encodeName(QFileInfo(path).absolutePath()).constData(), O_RDONLY | O_DIRECTORY);
    const bool synced = folder >= 0 && ::fsync(folder) == 0;
    if (folder >= 0)
        ::close(folder);
    return synced ? Result<>()
                  : Problem{Problem::Kind::Unreachable, QStringLiteral("a folder does not reach the disk")};
}

} // namespace nightbell
