// The program's own scripts, to be spoiled or mended by a test.
#pragma once

#include "dialog/shipped_scripts.h"

#include <algorithm>

namespace nightbell {

inline Script &named(ScriptSet &set, const char *name)
{
    return *std::ranges::find(set.scripts, QString::fromLatin1(name), &Script::name);
}

inline ScriptNode &node(Script &script, const char *id)
{
    return *std::ranges::find(script.nodes, QString::fromLatin1(id), &ScriptNode::id);
}

inline ScriptNode made(NodeKind kind, const char *id, const char *next = "")
{
    ScriptNode node;
    node.id = QString::fromLatin1(id);
    node.kind = kind;
    node.next = QString::fromLatin1(next);
    return node;
}

inline ScriptEdge onResult(const char *result, const char *to)
{
    ScriptEdge edge;
    edge.when.result = {QString::fromLatin1(result)};
    edge.to = QString::fromLatin1(to);
    return edge;
}

// The reception, or another script, asks its open question in other words.
inline Script otherReception(const char *words = "What can I do for you today?", const char *name = "reception")
{
    ScriptSet set = shippedScripts();
    Script script = named(set, name);
    script.texts[QStringLiteral("en")][QStringLiteral("help")] = {QString::fromLatin1(words)};
    return script;
}

} // namespace nightbell
