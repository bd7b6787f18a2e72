// Calls refused because calls.at_most were there: told in the log at once, then once a minute with their number.
#pragma once

#include "instant.h"

#include <optional>

namespace nightbell {

class CrowdingLog
{
public:
    void look(qint64 refusedInAll, Instant now); // every second or so

private:
    qint64 m_told = 0;
    std::optional<Instant> m_toldAt;
};

} // namespace nightbell
