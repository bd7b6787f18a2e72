// The clinic of the demo, and what of the program's settings the demo decides itself.
#pragma once

#include "clinic/clinic_book.h"

#include <QDateTime>

namespace nightbell {

// Open for hours yet: its clocks are those of a place where it is morning.
ClinicBook demoBook(const QDateTime &now);
QStringList demoSettings(const QStringList &given); // key=value, with what the person gave; only this machine can call

inline const QString demoNumber = QStringLiteral("+12025550100");

} // namespace nightbell
