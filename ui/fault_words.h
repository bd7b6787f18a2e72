// What is wrong with the engine, in plain sentences: what, since when, what to do.
#pragma once

#include "desk/vitals.h"

#include <QLocale>
#include <QStringList>
#include <QTimeZone>

namespace nightbell {

QStringList faultSentences(const QMap<QString, Fault> &faults, const QTimeZone &zone,
                           const QLocale &locale); // gravest first

} // namespace nightbell
