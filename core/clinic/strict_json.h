// Structs that name their members in fields(), to JSON and back. Strict: an unknown key or a wrong type is a problem
// that names the field. A key that is left out keeps its default; what is empty is left out again when written.
#pragma once

#include "call/enum_names.h"
#include "clinic/field_path.h"
#include "clinic/hours.h"
#include "ids.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QMap>
#include <QStringList>

#include <optional>

namespace nightbell::strict {

template<class T>
concept Listed = requires(T &value)
{
    T::fields(value, [](const char *, auto &) {});
};

template<class E>
concept Named = requires
{
    EnumNames<E>::table;
};

QJsonValue write(bool value);
QJsonValue write(int value);
QJsonValue write(const QString &value);
QJsonValue write(TimeOfDay value);
QJsonValue write(QDate value);
template<class Tag> QJsonValue write(const Id<Tag> &value) { return value.text(); }
template<Named E> QJsonValue write(E value) { return QString(nameOf(value)); }
template<class T> QJsonValue write(const QList<T> &values);
template<class T> QJsonValue write(const QMap<QString, T> &values);
template<class T> QJsonValue write(const std::optional<T> &value);
template<Listed T> QJsonValue write(const T &value);

Result<> read(const QJsonValue &json, bool &value, const FieldPath &path);
Result<> read(const QJsonValue &json, int &value, const FieldPath &path);
Result<> read(const QJsonValue &json, QString &value, const FieldPath &path);
Result<> read(const QJsonValue &json, TimeOfDay &value, const FieldPath &path);
Result<> read(const QJsonValue &json, QDate &value, const FieldPath &path);
template<class Tag> Result<> read(const QJsonValue &json, Id<Tag> &value, const FieldPath &path);
template<Named E> Result<> read(const QJsonValue &json, E &value, const FieldPath &path);
template<class T> Result<> read(const QJsonValue &json, QList<T> &values, const FieldPath &path);
template<class T> Result<> read(const QJsonValue &json, QMap<QString, T> &values, const FieldPath &path);
template<class T> Result<> read(const QJsonValue &json, std::optional<T> &value, const FieldPath &path);
template<Listed T> Result<> read(const QJsonValue &json, T &value, const FieldPath &path);

bool isEmpty(const QJsonValue &json); // null, or a text or list of nothing

template<class T> QJsonValue write(const QList<T> &values)
{
    QJsonArray array;
    for (const T &value : values)
        array.append(write(value));
    return array;
}

template<class T> QJsonValue write(const QMap<QString, T> &values)
{
    QJsonObject object;
    for (auto each = values.begin(); each != values.end(); ++each)
        object.insert(each.key(), write(each.value()));
    return object;
}

template<class T> QJsonValue write(const std::optional<T> &value) { return value ? write(*value) : QJsonValue(); }

template<Listed T> QJsonValue write(const T &value)
{
    QJsonObject object;
    T::fields(value, [&](const char *name, const auto &member) {
        if (const QJsonValue json = write(member); !isEmpty(json))
            object.insert(QString::fromLatin1(name), json);
    });
    return object;
}

template<class Tag> Result<> read(const QJsonValue &json, Id<Tag> &value, const FieldPath &path)
{
    QString text;
    Result<> done = read(json, text, path);
    value = Id<Tag>(text);
    return done;
}

template<Named E> Result<> read(const QJsonValue &json, E &value, const FieldPath &path)
{
    const auto known = valueOf<E>(json.toString());
    if (!known)
        return path.problem(quoted(json.toString()) + QStringLiteral(" is not known here"));
    value = *known;
    return {};
}

template<class T> Result<> read(const QJsonValue &json, QMap<QString, T> &values, const FieldPath &path)
{
    if (!json.isObject())
        return path.problem(QStringLiteral("is not an object"));
    values.clear();
    const QJsonObject object = json.toObject();
    for (auto each = object.begin(); each != object.end(); ++each)
        if (const Result<> done = read(each.value(), values[each.key()], path / quoted(each.key())); !done)
            return done;
    return {};
}

template<class T> Result<> read(const QJsonValue &json, QList<T> &values, const FieldPath &path)
{
    if (!json.isArray())
        return path.problem(QStringLiteral("is not a list"));
    values.clear();
    for (const auto each : json.toArray()) {
        const FieldPath here = path[values.size()];
        if (const Result<> done = read(each, values.emplaceBack(), here); !done)
            return done;
    }
    return {};
}

template<class T> Result<> read(const QJsonValue &json, std::optional<T> &value, const FieldPath &path)
{
    return read(json, value.emplace(), path);
}

template<Listed T> Result<> read(const QJsonValue &json, T &value, const FieldPath &path)
{
    if (!json.isObject())
        return path.problem(QStringLiteral("is not an object"));
    QJsonObject left = json.toObject();
    Result<> done;
    T::fields(value, [&](const char *name, auto &member) {
        const auto found = left.constFind(QLatin1StringView(name));
        if (found == left.constEnd() || !done)
            return;
        done = read(*found, member, path / name);
        left.remove(QLatin1StringView(name));
    });
    if (done && !left.isEmpty())
        return (path / quoted(left.begin().key())).problem(QStringLiteral("is not known here"));
    return done;
}

} // namespace nightbell::strict
