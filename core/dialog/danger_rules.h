// The first judge of danger: every mention of a danger is looked up, then what stands around it is asked whether it is
// denied, over, only asked about, or a manner of speaking. One mention that nothing takes away is a danger.
#pragma once

#include "dialog/danger_lexicon.h"

namespace nightbell {

DangerFinding judgeByRules(const DangerLexicon &lexicon, const Words &words);

} // namespace nightbell
