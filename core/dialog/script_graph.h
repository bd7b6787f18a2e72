// The ways between the nodes of one script: what can be come to, what leads out, what turns in a round. A node is its
// place in the script's list.
#pragma once

#include "dialog/script.h"

#include <QHash>

#include <functional>
#include <vector>

namespace nightbell {

bool pausesATurn(NodeKind kind); // whatever is known

class ScriptGraph
{
public:
    explicit ScriptGraph(const Script &script); // every way leads to a node of it; outlived by it

    using Marks = std::vector<bool>; // by node
    using Which = std::function<bool(const ScriptNode &)>;

    int begin() const { return m_begin; }
    int at(const QString &id) const { return m_at.value(id, -1); }

    Marks reachedFrom(int node, const Which &goesOn) const; // itself too; nothing behind a node that does not go on
    Marks reachedUnanswered(int node) const;                // without an answer of the caller that decided it
    Marks leadingTo(const Which &wanted) const;
    // A node that may come round to itself without a pause on the way; -1: there is none.
    int inARound(const Which &pauses) const;
    // The most that one turn walks, where nothing is in a round: the sum of what the nodes weigh until one pauses.
    int longestWalk(const Which &pauses, const std::function<int(const ScriptNode &)> &weight) const;

private:
    struct Way
    {
        int to = 0;
        bool answered = false; // is taken only where what was asked has come out
        bool tried = false;    // or after some tries
    };

    Marks reached(int node, const std::function<bool(const ScriptNode &, const Way &)> &taken) const;
    std::vector<std::vector<int>> waysWithout(const Which &pauses) const;

    const Script &m_script;
    QHash<QString, int> m_at;
    std::vector<std::vector<Way>> m_ways;
    int m_begin = -1;
};

} // namespace nightbell
