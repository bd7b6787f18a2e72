// The scripts that come with the program (resources/scripts): a clinic begins with them and changes what it likes.
#pragma once

#include "dialog/script.h"

namespace nightbell {

ScriptSet shippedScripts(); // checked; a faulty one is a bug

} // namespace nightbell
