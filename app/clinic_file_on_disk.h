// The clinics' book as clinic.json in the data folder.
#pragma once

#include "clinic/clinic_book.h"

namespace nightbell {

QString clinicFilePath(const QString &dataFolder);

// A missing file is a new installation: the starter's book. Otherwise the detail names the file, and the field.
Result<ClinicBook> readClinicFile(const QString &path);

// Replaced in one step, for its owner only.
Result<> writeClinicFile(const QString &path, const ClinicBook &book);

} // namespace nightbell
