// Which number a caller is told to dial in a medical emergency.
#pragma once

#include "clinic/organisation.h"

namespace nightbell {

QString emergencyNumberIn(QStringView country); // empty where it is not known: the clinic has to name it
QString emergencyNumberOf(const Organisation &organisation);

} // namespace nightbell
