// What somebody is changing in the scripts of a clinic: kept apart from what is in force until it is published.
#pragma once

#include "dialog/script.h"
#include "result.h"

namespace nightbell {

struct ScriptDraft
{
    int basedOn = 0;       // the version that was in force when it was begun
    int revision = 0;      // counts how often it was kept
    QList<Script> changed; // whole scripts, instead of those of their names or beside them
    QStringList removed;
    bool operator==(const ScriptDraft &) const = default;
    static void fields(auto &self, auto &&field)
    {
        field("based_on", self.basedOn), field("revision", self.revision), field("changed", self.changed);
        field("removed", self.removed);
    }
};

ScriptSet drafted(const ScriptSet &inForce, const ScriptDraft &draft); // what would be in force

// The first fault with its path, as publishing would find it.
Result<> check(const ScriptSet &inForce, const ScriptDraft &draft);

// For trying a draft that is not yet worded in every language: what a script lacks in one is said in the language that
// it is written in, English before others. Publishing asks for all of them.
ScriptSet wordedEverywhere(ScriptSet set);

} // namespace nightbell
