#include "app/clinic_file_on_disk.h"

#include "clinic/clinic_json.h"
#include "clinic/starter_book.h"
#include "settings/private_file.h"

#include <QFile>
#include <QFileInfo>

namespace nightbell {

using namespace Qt::StringLiterals;

QString clinicFilePath(const QString &dataFolder) { return dataFolder + "/clinic.json"_L1; }

Result<ClinicBook> readClinicFile(const QString &path)
{
    const QFileInfo found(path);
    if (!found.exists() && !found.isSymLink()) // a link to nowhere is a book that was lost, not a new installation
        return starterBook();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Problem{Problem::Kind::Unreachable, u"%1: %2"_s.arg(path, file.errorString())};
    const QByteArray json = file.read(clinicFileBytes + 1);
    if (file.error() != QFileDevice::NoError)
        return Problem{Problem::Kind::Unreachable, u"%1: %2"_s.arg(path, file.errorString())};
    auto book = clinicBookFromJson(json);
    if (!book)
        return Problem{book.problem().kind, u"%1: %2"_s.arg(path, book.problem().detail)};
    return book;
}

Result<> writeClinicFile(const QString &path, const ClinicBook &book) { return writePrivateFile(path, toJson(book)); }

} // namespace nightbell
