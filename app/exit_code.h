// What the program tells whoever started it.
#pragma once

#include "result.h"

namespace nightbell {

enum class ExitCode {
    Fine = 0,
    Usage = 2,    // arguments or settings are wrong: given others, the same program would have worked
    Missing = 69, // something needed is not there; the message names it with the remedy
    Bug = 70,
};

inline ExitCode exitCodeFor(const Problem &problem)
{
    return problem.kind == Problem::Kind::Invalid ? ExitCode::Usage : ExitCode::Missing;
}

} // namespace nightbell
