// The outside of a file that people edit: one JSON object with its version in it. What is inside is read strictly by
// whoever knows it.
#pragma once

#include "result.h"

#include <QByteArray>
#include <QJsonObject>

namespace nightbell {

struct FileForm
{
    const char *name; // "clinic file"
    int version;
    qsizetype bytesAtMost;
};

QByteArray versionedJson(QJsonObject object, const FileForm &form);

// Without its version, or: Full, too long · Invalid, no such object · Newer, written by a later version.
Result<QJsonObject> versionedObject(const QByteArray &json, const FileForm &form);

} // namespace nightbell
