// A line of a call that can be found: final words heard, a sentence said, a note written.
#pragma once

#include "store/journal_rows.h"
#include "store/search_terms.h"

#include <optional>

namespace nightbell {

struct FoundLine
{
    EngineId engine;
    qint64 position = 0;
    CallId call;
    Instant at;
    Party who = Party::Caller;
    PrivateText words;
    bool operator==(const FoundLine &) const = default;
};

std::optional<FoundLine> findableLine(const JournalEntry &entry);

} // namespace nightbell
