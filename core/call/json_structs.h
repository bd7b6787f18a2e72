// A whole struct as a JSON document, and back; the problem names the field, never its value.
#pragma once

#include "call/json_values.h"
#include "result.h"

#include <QJsonDocument>

namespace nightbell {

template<WithFields T> QByteArray structToJson(const T &value)
{
    return QJsonDocument(writeValue(value).toObject()).toJson(QJsonDocument::Compact);
}

template<WithFields T> Result<T> structFromJson(const QByteArray &json, const char *name)
{
    QJsonObject object = QJsonDocument::fromJson(json).object();
    T value;
    const QString wrong = object.isEmpty() ? QStringLiteral("(all)") : takeFields(object, value);
    if (wrong.isEmpty())
        return value;
    return Problem{Problem::Kind::Invalid,
                   QStringLiteral("%1: field %2 has the wrong shape").arg(QString::fromLatin1(name), wrong)};
}

} // namespace nightbell
