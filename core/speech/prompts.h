// The sentences that any caller may hear, whoever they are: what is worth having ready before the first call.
#pragma once

#include "clinic/organisation.h"
#include "dialog/script.h"

namespace nightbell {

// The greeting, the clinic's own answers, and every wording of the language whose places the clinic's own facts fill;
// none with a caller's.
QStringList promptsOf(const Organisation &organisation, const ScriptSet &scripts, const QString &language);

} // namespace nightbell
