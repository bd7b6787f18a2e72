#include "engine/logging.h"

namespace nightbell {

Q_LOGGING_CATEGORY(logEngine, "nightbell.engine")

} // namespace nightbell
