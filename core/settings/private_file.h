// Files and folders that only their owner may open: settings, secrets, logs.
#pragma once

#include "result.h"

#include <QByteArray>
#include <QFileDevice>

namespace nightbell {

inline constexpr QFileDevice::Permissions ownerOnlyFile = QFileDevice::ReadOwner | QFileDevice::WriteOwner; // 0600
inline constexpr QFileDevice::Permissions ownerOnlyFolder = ownerOnlyFile | QFileDevice::ExeOwner;          // 0700

// Makes the folder if it is missing, with its parents. One that exists keeps its permissions.
Result<> makePrivateFolder(const QString &path);

// Replaces the file in one step, on disk when it returns. Unreachable if the place cannot be written, Full if it is.
Result<> writePrivateFile(const QString &path, const QByteArray &bytes);

// Makes the making, renaming or removal of the folder's files outlive a power cut; false when that is not sure.
bool syncFolder(const QString &path);

} // namespace nightbell
