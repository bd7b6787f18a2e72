#include "clinic/versioned_json.h"

#include "clinic/strict_json.h"

#include <QJsonDocument>

namespace nightbell {
namespace {

const QString versionKey = QStringLiteral("version");

} // namespace

QByteArray versionedJson(QJsonObject object, const FileForm &form)
{
    object.insert(versionKey, form.version);
    return QJsonDocument(object).toJson();
}

Result<QJsonObject> versionedObject(const QByteArray &json, const FileForm &form)
{
    if (json.size() > form.bytesAtMost)
        return Problem{Problem::Kind::Full, QStringLiteral("longer than %1 bytes").arg(form.bytesAtMost)};
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (!document.isObject())
        return Problem{Problem::Kind::Invalid, QStringLiteral("no JSON object at byte %1").arg(error.offset)};

    QJsonObject object = document.object();
    int version = 0;
    const FieldPath versionPath = FieldPath() / versionKey;
    if (const Result<> done = strict::read(object.take(versionKey), version, versionPath); !done)
        return done.problem();
    if (version > form.version)
        return Problem{Problem::Kind::Newer,
                       QStringLiteral("version %1 of the %2").arg(version).arg(QLatin1String(form.name))};
    if (version < form.version)
        return versionPath.problem(QStringLiteral("%1 is no version").arg(version));
    return object;
}

} // namespace nightbell
