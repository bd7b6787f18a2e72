#include "clinic/clinic_json.h"

#include "clinic/clinic_check.h"
#include "clinic/strict_json.h"

#include <QJsonDocument>

namespace nightbell {
namespace {

const QString versionKey = QStringLiteral("version");

} // namespace

QByteArray toJson(const ClinicBook &book)
{
    QJsonObject object = strict::write(book).toObject();
    object.insert(versionKey, clinicFileVersion);
    return QJsonDocument(object).toJson();
}

Result<ClinicBook> clinicBookFromJson(const QByteArray &json)
{
    if (json.size() > clinicFileBytes)
        return Problem{Problem::Kind::Full, QStringLiteral("longer than %1 bytes").arg(clinicFileBytes)};
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (!document.isObject())
        return Problem{Problem::Kind::Invalid, QStringLiteral("no JSON object at byte %1").arg(error.offset)};

    QJsonObject object = document.object();
    int version = 0;
    const FieldPath versionPath = FieldPath() / versionKey;
    if (const Result<> done = strict::read(object.take(versionKey), version, versionPath); !done)
        return done.problem();
    if (version > clinicFileVersion)
        return Problem{Problem::Kind::Newer, QStringLiteral("version %1 of the clinic file").arg(version)};
    if (version < clinicFileVersion)
        return versionPath.problem(QStringLiteral("%1 is no version").arg(version));

    ClinicBook book;
    if (const Result<> done = strict::read(object, book, FieldPath()); !done)
        return done.problem();
    if (const Result<> done = check(book); !done)
        return done.problem();
    return book;
}

} // namespace nightbell
