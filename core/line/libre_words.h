// What libre prints to standard error by itself.
#pragma once

namespace nightbell {

void silenceLibreWarnings(); // they name addresses of callers; errors stay. For the whole process, from any thread

} // namespace nightbell
