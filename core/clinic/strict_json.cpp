#include "clinic/strict_json.h"

#include <limits>

namespace nightbell::strict {

bool isEmpty(const QJsonValue &json)
{
    return json.isNull() || (json.isString() && json.toString().isEmpty())
        || (json.isArray() && json.toArray().isEmpty());
}

QJsonValue write(bool value) { return value; }
QJsonValue write(int value) { return value; }
QJsonValue write(const QString &value) { return value; }
QJsonValue write(TimeOfDay value) { return textOf(value); }
QJsonValue write(QDate value) { return value.toString(Qt::ISODate); } // null: empty

Result<> read(const QJsonValue &json, bool &value, const FieldPath &path)
{
    if (!json.isBool())
        return path.problem(QStringLiteral("is neither true nor false"));
    value = json.toBool();
    return {};
}

Result<> read(const QJsonValue &json, int &value, const FieldPath &path)
{
    const double number = json.toDouble();
    if (!json.isDouble() || number < std::numeric_limits<int>::min() || number > std::numeric_limits<int>::max()
        || number != double(int(number)))
        return path.problem(QStringLiteral("is not a whole number"));
    value = int(number);
    return {};
}

Result<> read(const QJsonValue &json, QString &value, const FieldPath &path)
{
    if (!json.isString())
        return path.problem(QStringLiteral("is not text"));
    value = json.toString();
    return {};
}

Result<> read(const QJsonValue &json, TimeOfDay &value, const FieldPath &path)
{
    const auto time = timeOfDayFrom(json.toString());
    if (!time)
        return path.problem(json.isString() ? quoted(json.toString()) + QStringLiteral(" is no time of day")
                                            : QStringLiteral("is not text"));
    value = *time;
    return {};
}

Result<> read(const QJsonValue &json, QDate &value, const FieldPath &path)
{
    const QString text = json.toString();
    const QDate date = QDate::fromString(text, Qt::ISODate);
    if (!date.isValid() || date.toString(Qt::ISODate) != text)
        return path.problem(json.isString() ? quoted(text) + QStringLiteral(" is no date")
                                            : QStringLiteral("is not text"));
    value = date;
    return {};
}

} // namespace nightbell::strict
