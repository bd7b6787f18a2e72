// The tables of a store as its care sees them: names and columns, the primary key first.
#pragma once

#include <QList>
#include <QString>

namespace nightbell {

struct StoreTable
{
    QString name;
    QStringList columns;
    int keyColumns = 1;
};

// Every table but schema_step; a test compares this list with a fresh schema.
const QList<StoreTable> &storeTables();

} // namespace nightbell
