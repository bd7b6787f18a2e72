// Reads that all see the same moment of the store, while others go on writing.
#pragma once

#include "store/database.h"

namespace nightbell {

Result<> beginSnapshot(Database &database); // nothing may be written in it; end it with rollBack()

template<class Work> auto atOneMoment(Database &database, Work work) -> decltype(work())
{
    if (const Result<> begun = beginSnapshot(database); !begun)
        return begun.problem();
    auto done = work();
    database.rollBack();
    return done;
}

} // namespace nightbell
