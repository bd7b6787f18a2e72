// A clinic's recovery key from the moment it is made until its owner has put it in a safe place: a private file in the
// data folder. It is never printed, for what a service prints is kept by others.
#pragma once

#include "ids.h"
#include "private_text.h"
#include "result.h"

#include <QList>

namespace nightbell {

struct NewRecoveryKey
{
    ClinicId clinic;
    PrivateText words;
};

struct RecoveryKeyFile
{
    QString path;
    QString words;
};

Result<> keepUntilSafe(const QString &dataFolder, const NewRecoveryKey &key);
QList<RecoveryKeyFile> recoveryKeysNotSafeYet(const QString &dataFolder);
bool removeKeyFile(const RecoveryKeyFile &file);

} // namespace nightbell
