// The process that is killed while it records: ticks as the sound thread gives them, only faster. It writes a line to
// standard output for every round of the recorder: how many ticks the sound thread had given until then.
#pragma once

#include "ids.h"
#include "store/seal.h"

#include <QStringList>

namespace nightbell::crash {

struct RecordingPlace
{
    QString folder;
    QByteArray key; // raw: the parent reads with it
    int call = 0;
};

QStringList recordingArguments(const RecordingPlace &place);
int recordUntilKilled(const QStringList &arguments);
int pressUntilKilled(const QStringList &arguments);
CallId recordedCall(int number);

} // namespace nightbell::crash
