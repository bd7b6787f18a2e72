// How long recordings are kept.
#pragma once

#include "clinic/organisation.h"

#include <algorithm>

namespace nightbell {

// Days after the end of the call: never longer than the call's own words.
inline int recordingKeptDays(const Organisation &organisation)
{
    return organisation.recording ? std::min(organisation.recording->keepDays, organisation.retentionDays)
                                  : organisation.retentionDays;
}

} // namespace nightbell
