// The offline ear on sound files: one JSON line for each, in order, with what was heard; with the share of wrong words
// where a .txt of the same name tells what was said.
#pragma once

#include "app/arguments.h"

namespace nightbell {

Result<> hearFiles(const HearFiles &task);

} // namespace nightbell
