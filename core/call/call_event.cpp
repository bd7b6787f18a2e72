#include "call/call_event.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <utility>

namespace nightbell {
namespace {

// ---- one value to JSON, and back; reading answers false where the shape is wrong ----

QJsonValue write(bool value) { return value; }
QJsonValue write(int value) { return value; }
QJsonValue write(qint64 value) { return value; }
QJsonValue write(double value) { return value; }
QJsonValue write(const QString &value) { return value; }
QJsonValue write(const PrivateText &value) { return value.reveal(); }
template<class Tag> QJsonValue write(const Id<Tag> &value) { return value.text(); }
template<class E>
requires std::is_enum_v<E> QJsonValue write(E value) { return QString(nameOf(value)); }
QJsonValue write(const PrivateFacts &facts)
{
    QJsonObject object;
    for (auto fact = facts.begin(); fact != facts.end(); ++fact)
        object.insert(fact.key(), fact->reveal());
    return object;
}

bool isWhole(const QJsonValue &json, double least, double most)
{
    const double number = json.toDouble(least - 1);
    return json.isDouble() && number >= least && number <= most && number == double(qint64(number));
}

bool read(const QJsonValue &json, bool &value) { return json.isBool() && (value = json.toBool(), true); }
bool read(const QJsonValue &json, int &value)
{
    return isWhole(json, std::numeric_limits<int>::min(), std::numeric_limits<int>::max())
        && (value = json.toInt(), true);
}
bool read(const QJsonValue &json, qint64 &value)
{
    constexpr double exact = 9007199254740992.0; // 2^53: beyond it JSON numbers lose digits
    return isWhole(json, -exact, exact) && (value = json.toInteger(), true);
}
bool read(const QJsonValue &json, double &value) { return json.isDouble() && (value = json.toDouble(), true); }
bool read(const QJsonValue &json, QString &value) { return json.isString() && (value = json.toString(), true); }
bool read(const QJsonValue &json, PrivateText &value)
{
    return json.isString() && (value = PrivateText(json.toString()), true);
}
template<class Tag> bool read(const QJsonValue &json, Id<Tag> &value)
{
    return json.isString() && (value = Id<Tag>(json.toString()), true);
}
template<class E>
requires std::is_enum_v<E>
bool read(const QJsonValue &json, E &value)
{
    const auto found = valueOf<E>(json.toString());
    return found && (value = *found, true);
}
bool read(const QJsonValue &json, PrivateFacts &facts)
{
    if (!json.isObject())
        return false;
    const QJsonObject object = json.toObject();
    for (auto fact = object.begin(); fact != object.end(); ++fact) {
        if (!fact->isString())
            return false;
        facts.insert(fact.key(), PrivateText(fact->toString()));
    }
    return true;
}

const QString callKey = QStringLiteral("call"), atKey = QStringLiteral("at_ms"), kindKey = QStringLiteral("kind"),
              versionKey = QStringLiteral("v");

// Reads the fields of one kind out of what is left of the object; what nobody takes stays for `later`.
template<class What> Result<Happening> readAs(QJsonObject &left)
{
    What what;
    QString wrong;
    What::fields(what, [&](const char *name, auto &value) {
        const QString key = QString::fromLatin1(name);
        const auto found = left.constFind(key);
        if (found == left.constEnd())
            return; // written by an earlier version: the default stands
        if (!read(*found, value) && wrong.isEmpty())
            wrong = key;
        left.remove(key);
    });
    if (!wrong.isEmpty())
        return Problem{Problem::Kind::Invalid,
                       QStringLiteral("%1: field %2 has the wrong shape").arg(QString::fromLatin1(What::kind), wrong)};
    return Happening(std::move(what));
}

template<std::size_t index = 1> Result<Happening> readKind(const QString &kind, QJsonObject &left)
{
    if constexpr (index == std::variant_size_v<Happening>) {
        return Happening(Unrecognised{kind, std::exchange(left, {})});
    } else {
        using What = std::variant_alternative_t<index, Happening>;
        return kind == QLatin1StringView(What::kind) ? readAs<What>(left) : readKind<index + 1>(kind, left);
    }
}

} // namespace

QString kindOf(const Happening &what)
{
    if (const auto *unknown = std::get_if<Unrecognised>(&what))
        return unknown->name;
    return std::visit([](const auto &each) { return QString::fromLatin1(each.kind); }, what);
}

QByteArray toJson(const CallEvent &event)
{
    QJsonObject object = event.later;
    if (const auto *unknown = std::get_if<Unrecognised>(&event.what))
        object = unknown->fieldsAsWritten;
    std::visit(
        [&](const auto &what) {
            what.fields(what, [&](const char *name, const auto &value) {
                object.insert(QString::fromLatin1(name), write(value));
            });
        },
        event.what);
    if (!object.contains(versionKey))
        object.insert(versionKey, eventVersion);
    object.insert(callKey, event.call.text());
    object.insert(atKey, toMs(event.at));
    object.insert(kindKey, kindOf(event.what));
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

Result<CallEvent> eventFromJson(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (!document.isObject())
        return Problem{Problem::Kind::Invalid, QStringLiteral("not a JSON object at byte %1").arg(error.offset)};
    QJsonObject left = document.object();
    const QJsonValue call = left.take(callKey), at = left.take(atKey), kind = left.take(kindKey);
    qint64 atMs = 0;
    if (!call.isString() || call.toString().isEmpty() || !read(at, atMs) || !kind.isString()
        || kind.toString().isEmpty())
        return Problem{Problem::Kind::Invalid, QStringLiteral("an event needs call, at_ms and kind")};
    if (left.value(versionKey).toInt() == eventVersion)
        left.remove(versionKey); // a later version's number is kept among what is written again
    Result<Happening> what = readKind(kind.toString(), left);
    if (!what)
        return what.problem();
    return CallEvent{CallId(call.toString()), instantFromMs(atMs), std::move(what).value(), left};
}

} // namespace nightbell
