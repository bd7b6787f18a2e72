#include "dialog/script.h"

#include <algorithm>

namespace nightbell {

const ScriptNode *Script::node(const QString &id) const
{
    const auto found = std::ranges::find(nodes, id, &ScriptNode::id);
    return found == nodes.end() ? nullptr : &*found;
}

const Script *ScriptSet::script(const QString &name) const
{
    const auto found = std::ranges::find(scripts, name, &Script::name);
    return found == scripts.end() ? nullptr : &*found;
}

} // namespace nightbell
