#include "dialog/script_graph.h"

#include <algorithm>

namespace nightbell {

bool pausesATurn(NodeKind kind)
{
    using Kind = NodeKind;
    return kind == Kind::Choose || kind == Kind::Wait || kind == Kind::Converse || kind == Kind::HandOver
        || kind == Kind::Transfer;
}

ScriptGraph::ScriptGraph(const Script &script) : m_script(script), m_ways(size_t(script.nodes.size()))
{
    for (int i = 0; i < script.nodes.size(); ++i)
        m_at.insert(script.nodes[i].id, i);
    for (int i = 0; i < script.nodes.size(); ++i) {
        const ScriptNode &node = script.nodes[i];
        std::vector<Way> &ways = m_ways[size_t(i)];
        for (const ScriptEdge &edge : node.edges)
            ways.push_back({at(edge.to), !edge.when.result.isEmpty() || !edge.when.intent.isEmpty(),
                            edge.when.tries.value_or(0) > 0});
        if (!node.next.isEmpty())
            ways.push_back({at(node.next)});
        Q_ASSERT(std::ranges::none_of(ways, [](const Way &way) { return way.to < 0; }));
    }
    m_begin = at(script.begin);
}

ScriptGraph::Marks ScriptGraph::reached(int node,
                                        const std::function<bool(const ScriptNode &, const Way &)> &taken) const
{
    Marks reached(m_ways.size());
    std::vector<int> open{node};
    while (!open.empty()) {
        const auto here = size_t(open.back());
        open.pop_back();
        if (reached[here])
            continue;
        reached[here] = true;
        for (const Way &way : m_ways[here])
            if (taken(m_script.nodes[qsizetype(here)], way))
                open.push_back(way.to);
    }
    return reached;
}

ScriptGraph::Marks ScriptGraph::reachedFrom(int node, const Which &goesOn) const
{
    return reached(node, [&](const ScriptNode &here, const Way &) { return goesOn(here); });
}

ScriptGraph::Marks ScriptGraph::reachedUnanswered(int node) const
{
    return reached(node, [](const ScriptNode &here, const Way &way) {
        const bool asks = here.kind == NodeKind::Choose || here.kind == NodeKind::Ask;
        return !asks || !way.answered;
    });
}

ScriptGraph::Marks ScriptGraph::leadingTo(const Which &wanted) const
{
    std::vector<std::vector<int>> before(m_ways.size());
    std::vector<int> open;
    for (size_t i = 0; i < m_ways.size(); ++i) {
        for (const Way &way : m_ways[i])
            before[size_t(way.to)].push_back(int(i));
        if (wanted(m_script.nodes[qsizetype(i)]))
            open.push_back(int(i));
    }
    Marks leading(m_ways.size());
    while (!open.empty()) {
        const auto here = size_t(open.back());
        open.pop_back();
        if (leading[here])
            continue;
        leading[here] = true;
        open.insert(open.end(), before[here].begin(), before[here].end());
    }
    return leading;
}

std::vector<std::vector<int>> ScriptGraph::waysWithout(const Which &pauses) const
{
    std::vector<std::vector<int>> after(m_ways.size());
    for (size_t i = 0; i < m_ways.size(); ++i) {
        const ScriptNode &node = m_script.nodes[qsizetype(i)];
        if (pauses(node))
            continue;
        for (const Way &way : m_ways[i])
            if (!pauses(m_script.nodes[way.to]) && !(node.kind == NodeKind::Ask && (way.answered || way.tried)))
                after[i].push_back(way.to);
    }
    return after;
}

// Whatever leads nowhere, or is come to from nowhere, is in no round: taken away until nothing changes, rounds are
// left.
int ScriptGraph::inARound(const Which &pauses) const
{
    const auto after = waysWithout(pauses);
    std::vector<std::vector<int>> before(after.size());
    for (size_t i = 0; i < after.size(); ++i)
        for (const int to : after[i])
            before[size_t(to)].push_back(int(i));
    Marks gone(after.size());
    const auto takeAway = [&](const std::vector<std::vector<int>> &from, const std::vector<std::vector<int>> &to) {
        std::vector<qsizetype> left(from.size());
        std::vector<int> open;
        for (size_t i = 0; i < from.size(); ++i) {
            left[i] = std::ranges::count_if(from[i], [&](int each) { return !gone[size_t(each)]; });
            if (!gone[i] && left[i] == 0)
                open.push_back(int(i));
        }
        while (!open.empty()) {
            const auto here = size_t(open.back());
            open.pop_back();
            gone[here] = true;
            for (const int each : to[here])
                if (!gone[size_t(each)] && --left[size_t(each)] == 0)
                    open.push_back(each);
        }
    };
    takeAway(before, after);
    takeAway(after, before);
    const auto first = std::ranges::find(gone, false);
    return first == gone.end() ? -1 : int(first - gone.begin());
}

int ScriptGraph::longestWalk(const Which &pauses, const std::function<int(const ScriptNode &)> &weight) const
{
    const auto after = waysWithout(pauses);
    std::vector<int> longest(after.size(), -1);
    const std::function<int(size_t)> from = [&](size_t node) { // as deep as a script has nodes
        if (longest[node] >= 0)
            return longest[node];
        int behind = 0;
        for (const int to : after[node])
            behind = std::max(behind, from(size_t(to)));
        return longest[node] = std::min(behind + weight(m_script.nodes[qsizetype(node)]), 1'000'000);
    };
    int most = 0;
    for (size_t i = 0; i < after.size(); ++i)
        most = std::max(most, from(i));
    return most;
}

} // namespace nightbell
