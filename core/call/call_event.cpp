#include "call/call_event.h"

#include "call/json_values.h"

#include <QJsonDocument>

#include <utility>

namespace nightbell {
namespace {

const QString callKey = QStringLiteral("call"), atKey = QStringLiteral("at_ms"), kindKey = QStringLiteral("kind"),
              versionKey = QStringLiteral("v");

// Reads the fields of one kind out of what is left of the object; what nobody takes stays for `later`. A later version
// may have given a field a shape that this one cannot read: then the event is kept whole.
template<class What> Result<Happening> readAs(const QString &kind, QJsonObject &left, bool laterVersion)
{
    QJsonObject asWritten = left;
    What what;
    const QString wrong = takeFields(left, what);
    if (wrong.isEmpty())
        return Happening(std::move(what));
    left = {};
    if (laterVersion)
        return Happening(Unrecognised{kind, asWritten});
    return Problem{Problem::Kind::Invalid, QStringLiteral("%1: field %2 has the wrong shape").arg(kind, wrong)};
}

template<std::size_t index = 1> Result<Happening> readKind(const QString &kind, QJsonObject &left, bool laterVersion)
{
    if constexpr (index == std::variant_size_v<Happening>) {
        return Happening(Unrecognised{kind, std::exchange(left, {})});
    } else {
        using What = std::variant_alternative_t<index, Happening>;
        return kind == QLatin1StringView(What::kind) ? readAs<What>(kind, left, laterVersion)
                                                     : readKind<index + 1>(kind, left, laterVersion);
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
    std::visit([&](const auto &what) { writeFields(object, what); }, event.what);
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
    if (!call.isString() || call.toString().isEmpty() || !readValue(at, atMs) || !kind.isString()
        || kind.toString().isEmpty())
        return Problem{Problem::Kind::Invalid, QStringLiteral("an event needs call, at_ms and kind")};
    const double version = left.value(versionKey).toDouble(eventVersion);
    if (version == eventVersion)
        left.remove(versionKey); // a later version's number is kept among what is written again
    Result<Happening> what = readKind(kind.toString(), left, version > eventVersion);
    if (!what)
        return what.problem();
    return CallEvent{CallId(call.toString()), instantFromMs(atMs), std::move(what).value(), left};
}

} // namespace nightbell
