// Tables of sentences beside the tests: one row a line, its parts between " | ", "#" begins a remark.
#pragma once

#include <QFile>
#include <QStringList>

namespace nightbell {

inline QList<QStringList> saidTable(const QString &name)
{
    QFile file(QStringLiteral(NIGHTBELL_SOURCE_DIR "/tests/dialog/") + name);
    QList<QStringList> rows;
    if (!file.open(QIODevice::ReadOnly))
        return rows;
    for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts))
        if (!line.startsWith(u'#'))
            rows.append(line.split(QStringLiteral(" | ")));
    return rows;
}

} // namespace nightbell
