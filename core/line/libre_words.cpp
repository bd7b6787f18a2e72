#include "line/libre_words.h"

#define DEBUG_MODULE "nightbell" // the header wants to know
#define DEBUG_LEVEL 3
#include <re.h>
#include <re_dbg.h>

namespace nightbell {

void silenceLibreWarnings() { dbg_init(DBG_ERR, DBG_NONE); }

} // namespace nightbell
