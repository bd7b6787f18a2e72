// One value to JSON and back. Reading answers false where the shape is wrong. A struct that names its members in
// fields() needs nothing more.
#pragma once

#include "call/enum_names.h"
#include "ids.h"
#include "instant.h"
#include "private_text.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QMap>

#include <optional>
#include <type_traits>

namespace nightbell {

template<class T>
concept WithFields = requires(T &value)
{
    T::fields(value, [](const char *, auto &) {});
};

template<class E>
concept Named = std::is_enum_v<E>;

inline QJsonValue writeValue(bool value) { return value; }
inline QJsonValue writeValue(int value) { return value; }
inline QJsonValue writeValue(qint64 value) { return value; }
inline QJsonValue writeValue(double value) { return value; }
inline QJsonValue writeValue(const QString &value) { return value; }
inline QJsonValue writeValue(const PrivateText &value) { return value.reveal(); }
inline QJsonValue writeValue(Instant value) { return toMs(value); }
template<class Tag> QJsonValue writeValue(const Id<Tag> &value) { return value.text(); }
template<Named E> QJsonValue writeValue(E value) { return QString(nameOf(value)); }
template<WithFields T> QJsonValue writeValue(const T &value);
template<class T> QJsonValue writeValue(const std::optional<T> &value);
template<class T> QJsonValue writeValue(const QList<T> &values);
template<class T> QJsonValue writeValue(const QMap<QString, T> &values);

bool readValue(const QJsonValue &json, bool &value);
bool readValue(const QJsonValue &json, int &value);
bool readValue(const QJsonValue &json, qint64 &value);
bool readValue(const QJsonValue &json, double &value);
bool readValue(const QJsonValue &json, QString &value);
bool readValue(const QJsonValue &json, PrivateText &value);
bool readValue(const QJsonValue &json, Instant &value);
template<class Tag> bool readValue(const QJsonValue &json, Id<Tag> &value);
template<Named E> bool readValue(const QJsonValue &json, E &value);
template<WithFields T> bool readValue(const QJsonValue &json, T &value);
template<class T> bool readValue(const QJsonValue &json, std::optional<T> &value);
template<class T> bool readValue(const QJsonValue &json, QList<T> &values);
template<class T> bool readValue(const QJsonValue &json, QMap<QString, T> &values);

template<WithFields T> void writeFields(QJsonObject &object, const T &what)
{
    T::fields(what, [&](const char *name, const auto &value) {
        object.insert(QString::fromLatin1(name), writeValue(value));
    });
}

// Takes the fields of `what` out of `left` and answers the name of the first one with a wrong shape, or nothing. A
// field that an earlier version did not write keeps its default; what nobody takes stays in `left`.
template<WithFields T> QString takeFields(QJsonObject &left, T &what)
{
    QString wrong;
    T::fields(what, [&](const char *name, auto &value) {
        const QString key = QString::fromLatin1(name);
        const auto found = left.constFind(key);
        if (found == left.constEnd())
            return;
        if (!readValue(*found, value) && wrong.isEmpty())
            wrong = key;
        left.remove(key);
    });
    return wrong;
}

template<WithFields T> QJsonValue writeValue(const T &value)
{
    QJsonObject object;
    writeFields(object, value);
    return object;
}

template<class T> QJsonValue writeValue(const std::optional<T> &value)
{
    return value ? writeValue(*value) : QJsonValue();
}

template<class T> QJsonValue writeValue(const QList<T> &values)
{
    QJsonArray array;
    for (const T &value : values)
        array.append(writeValue(value));
    return array;
}

template<class T> QJsonValue writeValue(const QMap<QString, T> &values)
{
    QJsonObject object;
    for (auto value = values.begin(); value != values.end(); ++value)
        object.insert(value.key(), writeValue(*value));
    return object;
}

template<class Tag> bool readValue(const QJsonValue &json, Id<Tag> &value)
{
    return json.isString() && (value = Id<Tag>(json.toString()), true);
}

template<Named E> bool readValue(const QJsonValue &json, E &value)
{
    const auto found = valueOf<E>(json.toString());
    return found && (value = *found, true);
}

template<WithFields T> bool readValue(const QJsonValue &json, T &value)
{
    QJsonObject left = json.toObject();
    return json.isObject() && takeFields(left, value).isEmpty();
}

template<class T> bool readValue(const QJsonValue &json, std::optional<T> &value)
{
    return json.isNull() ? (value.reset(), true) : readValue(json, value.emplace());
}

template<class T> bool readValue(const QJsonValue &json, QList<T> &values)
{
    values.clear();
    for (const auto each : json.toArray())
        if (!readValue(each, values.emplaceBack()))
            return false;
    return json.isArray();
}

template<class T> bool readValue(const QJsonValue &json, QMap<QString, T> &values)
{
    values.clear();
    const QJsonObject object = json.toObject();
    for (auto each = object.begin(); each != object.end(); ++each)
        if (!readValue(*each, values[each.key()]))
            return false;
    return json.isObject();
}

} // namespace nightbell
