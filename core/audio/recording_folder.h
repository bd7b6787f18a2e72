// Where recordings lie: recordings/<yyyy-mm>/<name>.nbr in the data folder, the name a hash of the call's id. Folders
// are 0700, files 0600.
#pragma once

#include "ids.h"
#include "instant.h"
#include "result.h"

#include <QStringList>

namespace nightbell {

QString recordingsFolder(const QString &dataFolder);
QString recordingName(const CallId &call); // without folder and ending

Result<QString> makeRecordingPath(const QString &dataFolder, const CallId &call, Instant began); // makes the folders
QString findRecording(const QString &dataFolder, const CallId &call);                            // empty: there is none
QStringList everyRecording(const QString &dataFolder);                                           // paths, in order

Result<> removeRecording(const QString &dataFolder, const CallId &call); // what was left half pressed too
void removeHalfPressed(const QString &dataFolder); // before any press works: what a crash left beside the recordings
QString halfPressedPath(const QString &recording);

Result<> syncFolderOf(const QString &path); // a new name is on the disk only once its folder is

} // namespace nightbell
