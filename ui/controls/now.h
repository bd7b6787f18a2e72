// The window's own look at the clock, for lengths and waiting times on the screen.
#pragma once

#include "instant.h"

#include <QDateTime>

namespace nightbell {

inline Instant instantNow() { return instantFromMs(QDateTime::currentMSecsSinceEpoch()); }

} // namespace nightbell
