#include "store/backup_values.h"

#include <QDataStream>
#include <QIODevice>

namespace nightbell {
namespace {

enum class ValueKind : quint8 { Null, Whole, Real, Text, Bytes };

constexpr quint32 valuesAtMost = 256;

Problem wrong() { return {Problem::Kind::Damaged, QStringLiteral("a record of the backup has the wrong shape")}; }

void put(QDataStream &to, const QVariant &value)
{
    const auto kind = [&](ValueKind each) -> QDataStream & { return to << quint8(each); };
    if (!value.isValid())
        kind(ValueKind::Null);
    else if (value.typeId() == QMetaType::QByteArray)
        kind(ValueKind::Bytes) << value.toByteArray();
    else if (value.typeId() == QMetaType::QString)
        kind(ValueKind::Text) << value.toString().toUtf8();
    else if (value.typeId() == QMetaType::Double)
        kind(ValueKind::Real) << value.toDouble();
    else
        kind(ValueKind::Whole) << value.toLongLong();
}

bool take(QDataStream &from, QVariant &value)
{
    quint8 kind = 0;
    qint64 whole = 0;
    double real = 0;
    QByteArray bytes;
    from >> kind;
    switch (ValueKind(kind)) {
    case ValueKind::Null:
        return true;
    case ValueKind::Whole:
        from >> whole;
        value = whole;
        return true;
    case ValueKind::Real:
        from >> real;
        value = real;
        return true;
    case ValueKind::Text:
        from >> bytes;
        value = QString::fromUtf8(bytes);
        return true;
    case ValueKind::Bytes:
        from >> bytes;
        value = bytes.isNull() ? QByteArray("") : bytes; // empty, not NULL
        return true;
    }
    return false;
}

} // namespace

QByteArray toBackup(const SqlValues &row)
{
    QByteArray content;
    QDataStream to(&content, QIODevice::WriteOnly);
    to.setVersion(QDataStream::Qt_6_4);
    to << quint32(row.size());
    for (const QVariant &value : row)
        put(to, value);
    return content;
}

Result<SqlValues> backupRowFrom(const QByteArray &content)
{
    QDataStream from(content);
    from.setVersion(QDataStream::Qt_6_4);
    quint32 count = 0;
    from >> count;
    if (count > valuesAtMost)
        return wrong();
    SqlValues row(count);
    for (QVariant &value : row)
        if (!take(from, value) || from.status() != QDataStream::Ok)
            return wrong();
    return from.status() == QDataStream::Ok && from.atEnd() ? Result<SqlValues>(row) : Result<SqlValues>(wrong());
}

QByteArray toBackup(const BackupTable &table)
{
    SqlValues names{table.name};
    for (const QString &column : table.columns)
        names << column;
    return toBackup(names);
}

Result<BackupTable> backupTableFrom(const QByteArray &content)
{
    const auto names = backupRowFrom(content);
    if (!names)
        return names.problem();
    if (names.value().size() < 2)
        return wrong();
    BackupTable table;
    for (const QVariant &name : names.value()) {
        if (name.typeId() != QMetaType::QString)
            return wrong();
        table.columns << name.toString();
    }
    table.name = table.columns.takeFirst();
    return table;
}

} // namespace nightbell
