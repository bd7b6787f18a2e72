// Yes or no, in all the ways in which people say it without saying it, or which of the offered choices was taken.
#pragma once

#include "dialog/words.h"

#include <optional>

namespace nightbell {

struct SaidAnswer
{
    enum class Sort { None, Yes, No, Unsure };
    Sort sort = Sort::None;
    std::optional<int> choice; // of what was offered, from 0; -1 is the last
    Evidence evidence;
};

// `question` is what was asked, as spoken: "would you mind" turns the answer round.
SaidAnswer saidAnswer(const Words &said, const Words &question = {});

} // namespace nightbell
