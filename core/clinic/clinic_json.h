// The clinic file: {"version": 1, "organisations": […]}, times as "09:30", dates as "2026-12-24".
#pragma once

#include "clinic/clinic_book.h"

#include <QByteArray>

namespace nightbell {

inline constexpr int clinicFileVersion = 1;
inline constexpr qsizetype clinicFileBytes = 4 << 20; // at most

QByteArray toJson(const ClinicBook &book);

// A valid book, or: Invalid with the path of the field · Newer, written by a later version · Full, too long.
Result<ClinicBook> clinicBookFromJson(const QByteArray &json);

} // namespace nightbell
