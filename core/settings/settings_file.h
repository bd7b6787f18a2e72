// The settings file: INI in UTF-8, [section] or dotted keys, comments after # or ; at the start of a line or after a
// space, double quotes around a value that begins or ends with a space (\" and \\ inside). Every line is understood or
// refused by number; nothing is skipped.
#pragma once

#include "result.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>

namespace nightbell {

inline constexpr qsizetype longestSettingsFileBytes = 1 << 20;

struct FileEntry
{
    QString key; // with its section: sip.listen
    QString value;
    int line = 0;       // from 1
    qsizetype from = 0; // where the value stands in its line, quotes included
    qsizetype length = 0;
};

struct SettingsText
{
    QStringList lines; // as written, without line feeds
    QList<FileEntry> entries;
    QHash<QString, int> sectionEnds; // section → its last line with a key, or its heading
};

// name stands in front of the line number in every problem.
Result<SettingsText> parseSettings(const QByteArray &bytes, const QString &name);

Result<QList<FileEntry>> readSettingsFile(const QString &path);

// Changes or adds one key; comments, order and all other lines stay. The file is made if it is missing, replaced in
// one step, readable by its owner only. The value keeps its limits or Invalid comes back, with the file untouched.
Result<> writeSetting(const QString &path, const QString &key, const QString &value);

} // namespace nightbell
