#include "dialog/script_json.h"

#include "clinic/strict_json.h"

#include <QJsonDocument>

namespace nightbell {
namespace {

const QString versionKey = QStringLiteral("version");

} // namespace

QByteArray toJson(const Script &script)
{
    QJsonObject object = strict::write(script).toObject();
    object.insert(versionKey, scriptFileVersion);
    return QJsonDocument(object).toJson();
}

Result<Script> scriptFromJson(const QByteArray &json)
{
    if (json.size() > scriptFileBytes)
        return Problem{Problem::Kind::Full, QStringLiteral("longer than %1 bytes").arg(scriptFileBytes)};
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (!document.isObject())
        return Problem{Problem::Kind::Invalid, QStringLiteral("no JSON object at byte %1").arg(error.offset)};

    QJsonObject object = document.object();
    int version = 0;
    const FieldPath versionPath = FieldPath() / versionKey;
    if (const Result<> done = strict::read(object.take(versionKey), version, versionPath); !done)
        return done.problem();
    if (version > scriptFileVersion)
        return Problem{Problem::Kind::Newer, QStringLiteral("version %1 of the script file").arg(version)};
    if (version < scriptFileVersion)
        return versionPath.problem(QStringLiteral("%1 is no version").arg(version));

    Script script;
    if (const Result<> done = strict::read(object, script, FieldPath()); !done)
        return done.problem();
    return script;
}

} // namespace nightbell
