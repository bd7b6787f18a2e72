// The machine's name servers, for whoever is to be reached by name. On the thread of the loop that asks them.
#pragma once

#include "line/held.h"

struct dnsc;

namespace nightbell {

Held<dnsc> nameServers(); // empty: the machine has none

} // namespace nightbell
