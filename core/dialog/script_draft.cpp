#include "dialog/script_draft.h"

#include "clinic/first_fault.h"
#include "dialog/script_check.h"

#include <algorithm>

namespace nightbell {

using namespace Qt::StringLiterals;

ScriptSet drafted(const ScriptSet &inForce, const ScriptDraft &draft)
{
    ScriptSet set = inForce;
    set.scripts.removeIf([&](const Script &each) { return draft.removed.contains(each.name); });
    for (const Script &changed : draft.changed) {
        const auto before = std::ranges::find(set.scripts, changed.name, &Script::name);
        if (before == set.scripts.end())
            set.scripts.append(changed);
        else
            *before = changed;
    }
    return set;
}

Result<> check(const ScriptSet &inForce, const ScriptDraft &draft)
{
    FirstFault fault;
    const FieldPath changed = FieldPath() / "changed", removed = FieldPath() / "removed";
    fault.count(draft.changed.size(), scriptsAtMost, changed);
    fault.count(draft.removed.size(), scriptsAtMost, removed);
    if (!fault.result())
        return fault.result();
    QStringList names = draft.removed;
    for (qsizetype i = 0; i < draft.removed.size(); ++i)
        fault.expect(inForce.script(draft.removed[i]), removed[i], quoted(draft.removed[i]) + u" is no script"_s);
    for (const Script &script : draft.changed)
        names << script.name;
    fault.unique(names, changed);
    return fault.result() ? check(drafted(inForce, draft)) : fault.result();
}

ScriptSet wordedEverywhere(ScriptSet set)
{
    QSet<QString> spoken;
    for (const Script &script : set.scripts)
        for (const QString &language : script.texts.keys())
            spoken << language;
    for (Script &script : set.scripts) {
        if (script.texts.isEmpty())
            continue;
        const Wordings own = script.texts.value(u"en"_s, script.texts.first());
        for (const QString &language : spoken) {
            Wordings &wordings = script.texts[language];
            for (auto each = own.begin(); each != own.end(); ++each)
                if (wordings.value(each.key()).isEmpty())
                    wordings.insert(each.key(), each.value());
        }
    }
    return set;
}

} // namespace nightbell
