// How the name of a secret becomes the name of a file or of a variable. No two names become one, and none can leave
// its folder. clinic-key/main → clinic-key.main and NIGHTBELL_SECRET_CLINIC_KEY__MAIN; a name with other signs than
// a-z, 0-9, single dashes and slashes goes as hexadecimal.
#pragma once

#include "result.h"

#include <QByteArray>
#include <QString>

namespace nightbell {

inline constexpr qsizetype longestSecretName = 100; // bytes of UTF-8
inline constexpr qsizetype longestSecretBytes = 64 * 1024;

// Invalid: empty or too long.
Result<> checkSecretName(const QString &name);

QString secretFileName(const QString &name);
QString secretVariable(const QString &name);

} // namespace nightbell
