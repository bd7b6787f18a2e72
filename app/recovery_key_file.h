// A clinic's recovery key from the moment it is made until its owner has put it in a safe place: a private file in the
// data folder. It is never printed, for what a service prints is kept by others.
#pragma once

#include "app/prepare_store.h"

namespace nightbell {

struct RecoveryKeyFile
{
    QString path;
    QString words;
};

Result<> keepUntilSafe(const QString &dataFolder, const QList<NewRecoveryKey> &keys);
QList<RecoveryKeyFile> recoveryKeysNotSafeYet(const QString &dataFolder);
bool removeKeyFile(const RecoveryKeyFile &file);

} // namespace nightbell
