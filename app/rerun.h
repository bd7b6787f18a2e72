// A stored call once more, with other scripts: its recorded words go through the conversation again, and what it says
// is laid beside what was said. The journal holds no look-ups and no word of whether a message was kept: of the answers
// that the world can have given, the one is taken that makes the words come out as they were said. Where none does and
// others may have been, the run stops instead of guessing.
#pragma once

#include "app/recorded_turns.h"
#include "clinic/organisation.h"
#include "dialog/script.h"
#include "dialog/tripwire.h"

namespace nightbell {

struct RerunClinic // all of it outlives the run
{
    const Organisation &organisation;
    const Branch &branch;
    const ScriptSet &scripts;
    const Tripwire &tripwire;
};

struct Rerun
{
    enum class Came { Same, Diverged, Stopped };

    Came came = Came::Same;
    int turns = 0;        // that were gone through
    int at = 0;           // where it diverged or stopped: how many turns of the caller came before
    PrivateText was, now; // what was said there, and would be
    QString why;          // of a stop, or of another act beside the same words
};

Rerun rerun(const RecordedCall &call, const RerunClinic &clinic);

} // namespace nightbell
