// The engine's log: call ids and counts, never words, names or numbers.
#pragma once

#include <QLoggingCategory>

namespace nightbell {

Q_DECLARE_LOGGING_CATEGORY(logEngine)

} // namespace nightbell
