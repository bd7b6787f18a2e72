#include "dialog/scripts_together.h"

#include "call/call_words.h"
#include "dialog/intent.h"
#include "dialog/release_gate.h"
#include "dialog/script_check.h"
#include "dialog/script_graph.h"
#include "dialog/script_texts.h"
#include "dialog/script_walk.h"

#include <algorithm>
#include <map>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;
using Kind = NodeKind;

// What stands in these places is known in every call.
const PlaceWords &alwaysKnown()
{
    static const PlaceWords words{
        {u"clinic"_s, u"the clinic"_s}, {u"emergency"_s, u"112"_s}, {u"count"_s, u"0"_s}, {u"choices"_s, u"0"_s}};
    return words;
}

bool speakable(const QStringList &variants)
{
    return std::ranges::any_of(variants, [](const QString &each) { return filled(each, alwaysKnown()).ok(); });
}

bool isGrave(const Script &script) { return script.name == "emergency"_L1 || script.name == "crisis"_L1; }

class SetCheck
{
public:
    SetCheck(const ScriptSet &set, FirstFault &fault) : m_set(set), m_fault(fault)
    {
        for (const Script &script : set.scripts)
            m_graphs.try_emplace(script.name, script);
    }

    void run();

private:
    const Script *needed(const char *name);
    const ScriptGraph &graph(const Script &script) const { return m_graphs.at(script.name); }
    void languages();
    int depth(const Script &script);
    int longestWalk(const Script &script);
    bool reaches(const Script &from, int node, const ScriptGraph::Which &wanted) const;
    bool leadsToPerson(const Script &from, int node) const;
    bool contains(const Script &script, Kind kind) const;

    void opening(const Script &script);
    void personWhenAsked(const Script &script);
    void alwaysSpeakable(const Script &script, const QStringList &keys);
    void safety(const Script &script);
    void advice(const Script &script, const QString &key);
    void personFirst(const Script &script);
    void keepsTheLine(const Script &script);

    const ScriptSet &m_set;
    FirstFault &m_fault;
    std::map<QString, ScriptGraph> m_graphs;
    QHash<QString, int> m_depths; // 0: being measured
    QHash<QString, int> m_walks;
};

void SetCheck::run()
{
    languages();
    for (const Script &script : m_set.scripts)
        depth(script);
    if (!m_fault.result())
        return;
    for (const Script &script : m_set.scripts)
        m_fault.expect(longestWalk(script) <= nodesOfATurnAtMost, FieldPath() / script.name,
                       QStringLiteral("goes through more than %1 nodes without a pause").arg(nodesOfATurnAtMost));
    for (const char *name : openingScripts)
        if (const Script *script = needed(name))
            opening(*script);
    for (const char *name : stateScripts)
        needed(name);
    if (const Script *manners = needed(mannersScript)) {
        QStringList keys;
        for (const char *key : mannerTexts)
            keys << QString::fromLatin1(key);
        alwaysSpeakable(*manners, keys);
    }
    for (const char *name : safetyScripts)
        if (const Script *script = needed(name))
            safety(*script);
}

const Script *SetCheck::needed(const char *name)
{
    const Script *script = m_set.script(QString::fromLatin1(name));
    m_fault.expect(script, FieldPath() / name, QStringLiteral("is missing"));
    return script;
}

// A caller is never answered in one language and warned in another.
void SetCheck::languages()
{
    QSet<QString> spoken;
    for (const Script &script : m_set.scripts)
        for (const QString &language : script.texts.keys())
            spoken << language;
    for (const Script &script : m_set.scripts)
        for (const QString &language : spoken)
            m_fault.expect(script.texts.contains(language), FieldPath() / script.name / "texts",
                           QStringLiteral("has no wordings in ") + language);
}

int SetCheck::depth(const Script &script)
{
    const FieldPath path = FieldPath() / script.name;
    if (const auto known = m_depths.constFind(script.name); known != m_depths.constEnd()) {
        m_fault.expect(*known > 0, path, QStringLiteral("runs itself"));
        return *known;
    }
    m_depths.insert(script.name, 0);
    int below = 0;
    for (const ScriptNode &node : script.nodes)
        if (node.kind == Kind::Run && m_fault.result())
            below = std::max(below, depth(*m_set.script(node.script)));
    m_fault.expect(below < scriptsDeepAtMost, path, QStringLiteral("lies too deep in other scripts"));
    return *m_depths.insert(script.name, below + 1);
}

// A turn goes on through the scripts that are run on the way.
int SetCheck::longestWalk(const Script &script)
{
    if (const auto known = m_walks.constFind(script.name); known != m_walks.constEnd())
        return *known;
    const auto pauses = [](const ScriptNode &node) { return pausesATurn(node.kind) || node.kind == Kind::LookUp; };
    const auto weight = [this](const ScriptNode &node) {
        return node.kind == Kind::Run ? 1 + longestWalk(*m_set.script(node.script)) : 1;
    };
    return *m_walks.insert(script.name, graph(script).longestWalk(pauses, weight));
}

// From a node on, through the scripts that are run on the way.
bool SetCheck::reaches(const Script &from, int node, const ScriptGraph::Which &wanted) const
{
    QSet<QString> begun;
    struct Place
    {
        const Script *script;
        int node;
    };
    for (QList<Place> open{{&from, node}}; !open.isEmpty();) {
        const Place here = open.takeLast();
        const auto reached = graph(*here.script).reachedFrom(here.node, [](const ScriptNode &) { return true; });
        for (qsizetype i = 0; i < here.script->nodes.size(); ++i) {
            const ScriptNode &each = here.script->nodes[i];
            if (!reached[size_t(i)])
                continue;
            if (wanted(each))
                return true;
            if (each.kind == Kind::Run && !begun.contains(each.script)) {
                begun << each.script;
                const Script *run = m_set.script(each.script);
                open.append({run, graph(*run).begin()});
            }
        }
    }
    return false;
}

bool SetCheck::leadsToPerson(const Script &from, int node) const
{
    return reaches(from, node,
                   [](const ScriptNode &each) { return each.kind == Kind::HandOver || each.kind == Kind::Transfer; });
}

bool SetCheck::contains(const Script &script, Kind kind) const
{
    return reaches(script, graph(script).begin(), [kind](const ScriptNode &each) { return each.kind == kind; });
}

void SetCheck::opening(const Script &script)
{
    m_fault.expect(
        std::ranges::any_of(script.nodes,
                            [](const ScriptNode &node) { return node.kind == Kind::Choose && node.what.isEmpty(); }),
        FieldPath() / script.name, QStringLiteral("has no open question"));
    personWhenAsked(script);
}

// Whoever asks for a person is sent on from the first question that knows the way: each way that may be taken there has
// to lead to one.
void SetCheck::personWhenAsked(const Script &script)
{
    const QString human = nameOf(Intent::Human);
    const FieldPath path = FieldPath() / script.name;
    const auto hub = std::ranges::find_if(script.nodes, [&](const ScriptNode &node) {
        return node.kind == Kind::Choose && std::ranges::any_of(node.edges, [&](const ScriptEdge &edge) {
                   return edge.when.intent.contains(human);
               });
    });
    if (hub == script.nodes.end())
        return m_fault.found(path, QStringLiteral("has no way to a person"));
    const auto expectPerson = [&](const QString &to) {
        m_fault.expect(leadsToPerson(script, graph(script).at(to)), path / "nodes" / quoted(hub->id),
                       QStringLiteral("does not lead to a person who asks for one"));
    };
    for (const ScriptEdge &edge : hub->edges) {
        const Condition &when = edge.when;
        if ((!when.intent.isEmpty() && !when.intent.contains(human)) || when.tries.value_or(0) > 0
            || (!when.result.isEmpty() && !when.result.contains(QString(nameOf(NodeResult::Found)))))
            continue; // never taken then
        expectPerson(edge.to);
        if (Condition left = when; left.intent.clear(), left.result.clear(), left == Condition())
            return; // always taken then
    }
    expectPerson(hub->next);
}

// Said whatever is known: one of the variants has no place that may be empty.
void SetCheck::alwaysSpeakable(const Script &script, const QStringList &keys)
{
    for (auto wordings = script.texts.begin(); wordings != script.texts.end(); ++wordings)
        for (const QString &key : keys)
            m_fault.expect(speakable(wordings->value(key)), FieldPath() / script.name / "texts" / wordings.key() / key,
                           QStringLiteral("cannot be said in every call"));
}

// Advice first, then a person; never back to booking by itself.
void SetCheck::safety(const Script &script)
{
    const ScriptNode *first = script.node(script.begin);
    const FieldPath path = FieldPath() / script.name;
    if (first->kind != Kind::Say)
        return m_fault.found(path / "begin", QStringLiteral("does not begin with advice"));
    advice(script, first->text);
    alwaysSpeakable(script, script.texts.first().keys());
    personFirst(script);
    for (const Kind kind : {Kind::Book, Kind::Move, Kind::Cancel, Kind::Hold, Kind::Confirm, Kind::LookUp})
        m_fault.expect(!contains(script, kind), path, QStringLiteral("leads to the diary"));
    m_fault.expect(!contains(script, Kind::Converse), path, QStringLiteral("leaves the words to an answerer"));
    if (isGrave(script))
        keepsTheLine(script);
}

// The number to call is in every variant, in every language, and nothing in it is held back at the gate.
void SetCheck::advice(const Script &script, const QString &key)
{
    const bool crisis = script.name == "crisis"_L1;
    PlaceWords words = alwaysKnown();
    words.insert(u"crisis_line"_s, u"988"_s);
    for (auto wordings = script.texts.begin(); wordings != script.texts.end(); ++wordings) {
        const FieldPath path = FieldPath() / script.name / "texts" / wordings.key() / key;
        for (const QString &variant : wordings->value(key)) {
            if (isGrave(script))
                m_fault.expect(variant.contains("{emergency}"_L1) || (crisis && variant.contains("{crisis_line}"_L1)),
                               path, QStringLiteral("does not name the emergency number"));
            const auto spoken = filled(variant, words);
            m_fault.expect(!spoken || released(spoken.value(), DialogState()).withheld.isEmpty(), path,
                           QStringLiteral("says what is held back before it is spoken"));
        }
    }
}

// Whatever way is taken, a person is asked for before it ends; where a life may be in danger, before anything else but
// words.
void SetCheck::personFirst(const Script &script)
{
    const auto goesOn = [](const ScriptNode &node) { return node.kind != Kind::HandOver; };
    const auto reached = graph(script).reachedFrom(graph(script).begin(), goesOn);
    const auto level = valueOf<Gravity>(script.name);
    for (qsizetype i = 0; i < script.nodes.size(); ++i) {
        const ScriptNode &node = script.nodes[i];
        const FieldPath path = FieldPath() / script.name / "nodes" / quoted(node.id);
        if (node.kind == Kind::HandOver)
            m_fault.expect(valueOf<Gravity>(node.what) >= level, path / "what",
                           QStringLiteral("is less than what it is"));
        if (!reached[size_t(i)])
            continue;
        m_fault.expect(node.kind != Kind::End && node.kind != Kind::Return, path,
                       QStringLiteral("ends before a person is asked for"));
        m_fault.expect(!isGrave(script) || node.kind == Kind::Say || node.kind == Kind::HandOver, path,
                       QStringLiteral("comes before a person is asked for"));
    }
}

// It neither hangs up nor goes back to what was talked of by itself: only what the caller says can end it.
void SetCheck::keepsTheLine(const Script &script)
{
    const auto unanswered = graph(script).reachedUnanswered(graph(script).begin());
    for (qsizetype i = 0; i < script.nodes.size(); ++i) {
        const ScriptNode &node = script.nodes[i];
        const FieldPath path = FieldPath() / script.name / "nodes" / quoted(node.id);
        const bool hangsUp = node.kind == Kind::Run && contains(*m_set.script(node.script), Kind::End);
        const bool leaves = hangsUp || node.kind == Kind::End || node.kind == Kind::Return;
        m_fault.expect(!leaves || !unanswered[size_t(i)], path,
                       QStringLiteral("leaves a caller who has not said that it is over"));
    }
}

} // namespace

void checkTogether(const ScriptSet &set, FirstFault &fault) { SetCheck(set, fault).run(); }

} // namespace nightbell
