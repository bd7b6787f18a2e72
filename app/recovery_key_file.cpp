#include "app/recovery_key_file.h"

#include "settings/private_file.h"

#include <QDir>
#include <QFile>

namespace nightbell {

namespace {

const QString pattern = QStringLiteral("recovery-key-*.txt");

} // namespace

Result<> keepUntilSafe(const QString &dataFolder, const NewRecoveryKey &key)
{
    const QString name = QString(pattern).replace(QLatin1Char('*'), key.clinic.text());
    return writePrivateFile(QDir(dataFolder).filePath(name), key.words.reveal().toUtf8() + '\n');
}

QList<RecoveryKeyFile> recoveryKeysNotSafeYet(const QString &dataFolder)
{
    QList<RecoveryKeyFile> found;
    const QDir folder(dataFolder);
    for (const QString &name : folder.entryList({pattern}, QDir::Files)) {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            found << RecoveryKeyFile{file.fileName(), QString::fromUtf8(file.readAll()).trimmed()};
    }
    return found;
}

bool removeKeyFile(const RecoveryKeyFile &file) { return QFile::remove(file.path); }

} // namespace nightbell
