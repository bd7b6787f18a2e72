// The recovery keys that the owner gives to a restore, one in a line: each clinic has its own. They come by a file or
// by standard input, since every program on the machine can read a command line.
#pragma once

#include "ids.h"
#include "private_text.h"
#include "result.h"

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

} // namespace nightbell
