#include "clinic/clinic_json.h"

#include "clinic/clinic_check.h"
#include "clinic/strict_json.h"
#include "clinic/versioned_json.h"

namespace nightbell {
namespace {

constexpr FileForm clinicFile{"clinic file", clinicFileVersion, clinicFileBytes};

} // namespace

QByteArray toJson(const ClinicBook &book) { return versionedJson(strict::write(book).toObject(), clinicFile); }

Result<ClinicBook> clinicBookFromJson(const QByteArray &json)
{
    const auto object = versionedObject(json, clinicFile);
    if (!object)
        return object.problem();
    ClinicBook book;
    if (const Result<> done = strict::read(object.value(), book, FieldPath()); !done)
        return done.problem();
    if (const Result<> done = check(book); !done)
        return done.problem();
    return book;
}

} // namespace nightbell
