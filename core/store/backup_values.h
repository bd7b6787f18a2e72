// Rows and headings of a backup as bytes, and back. Reading takes any bytes.
#pragma once

#include "result.h"
#include "store/database.h"

#include <QByteArray>
#include <QStringList>

namespace nightbell {

struct BackupTable
{
    QString name;
    QStringList columns;
    bool operator==(const BackupTable &) const = default;
};

QByteArray toBackup(const BackupTable &table);
Result<BackupTable> backupTableFrom(const QByteArray &content); // Damaged

QByteArray toBackup(const SqlValues &row);
Result<SqlValues> backupRowFrom(const QByteArray &content); // Damaged

} // namespace nightbell
