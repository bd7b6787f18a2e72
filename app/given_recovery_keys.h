// The recovery keys that the owner gives to a restore, one in a line: each clinic has its own. They come by a file or
// by standard input, since every program on the machine can read a command line.
#pragma once

#include "ids.h"
#include "private_text.h"
#include "result.h"
#include "settings/secret_store.h"

#include <QList>

namespace nightbell {

// "-" is standard input. Invalid names the line that is mistyped, never what it says.
Result<QList<PrivateText>> readRecoveryKeys(const QString &file);

struct FittingKey
{
    ClinicId clinic;
    PrivateText key;
};

// Which key is whose, by the backup itself: so a wrong one is Refused before anything is restored.
Result<QList<FittingKey>> fitToBackup(const QList<PrivateText> &keys, const QString &backup);

// Whether each clinic of the backup can be opened afterwards: with a key that was given or one that this machine keeps.
Result<> keysAtHand(const QString &backup, const QList<FittingKey> &given, SecretStore &secrets);

} // namespace nightbell
