#include "dialog/script_check.h"

#include "call/call_words.h"
#include "clinic/first_fault.h"
#include "dialog/intent.h"
#include "dialog/script_graph.h"
#include "dialog/script_texts.h"
#include "dialog/scripts_together.h"
#include "dialog/slot.h"

#include <algorithm>

namespace nightbell {
namespace {

using Kind = NodeKind;

// What a kind of node must have and may have beside its edges.
struct Shape
{
    Kind kind;
    QStringList must, may;
};

const QList<Shape> &shapes()
{
    static const QString text = QStringLiteral("text"), what = QStringLiteral("what");
    static const QList<Shape> all{
        {Kind::Say, {text}, {}},
        {Kind::Ask, {text, QStringLiteral("slot")}, {QStringLiteral("again"), QStringLiteral("confirm")}},
        {Kind::Choose, {text}, {QStringLiteral("again"), what}},
        {Kind::LookUp, {what}, {text}},
        {Kind::Hold, {}, {text}},
        {Kind::Book, {}, {text}},
        {Kind::Move, {}, {text}},
        {Kind::Cancel, {}, {text}},
        {Kind::Confirm, {}, {text}},
        {Kind::Message, {what}, {text}},
        {Kind::Answer, {}, {text, what}},
        {Kind::HandOver, {what}, {text}},
        {Kind::Transfer, {what}, {text}},
        {Kind::Wait, {QStringLiteral("seconds")}, {text}},
        {Kind::Run, {QStringLiteral("script")}, {}},
        {Kind::Converse, {QStringLiteral("goal"), QStringLiteral("acts")}, {text}},
        {Kind::Return, {}, {}},
        {Kind::End, {}, {text}},
    };
    return all;
}

bool leaves(Kind kind) { return kind == Kind::Return || kind == Kind::End; }

bool isLanguage(const QString &key)
{
    return key.size() == 2 && std::ranges::all_of(key, [](QChar each) { return each >= u'a' && each <= u'z'; });
}

const QStringList lookedUp{QStringLiteral("appointments"), QStringLiteral("openings"), QString(sameVisit)};

class ScriptCheck
{
public:
    ScriptCheck(const ScriptSet &set, const Script &script, FirstFault &fault)
        : m_set(set)
        , m_script(script)
        , m_fault(fault)
        , m_path(FieldPath() / script.name)
    { }

    void run()
    {
        m_fault.count(m_script.nodes.size(), nodesAtMost, m_path / "nodes");
        if (!m_fault.result())
            return; // nobody waits for the rest
        m_fault.textOrNothing(m_script.purpose, wordingCharactersAtMost, m_path / "purpose");
        nodes();
        if (m_script.name == QLatin1String(mannersScript))
            for (const char *key : mannerTexts)
                wording(QString::fromLatin1(key), m_path / "texts");
        texts();
        if (!m_fault.result())
            return; // what follows needs a whole graph
        const ScriptGraph graph(m_script);
        reach(graph);
        rounds(graph);
    }

private:
    void nodes();
    void node(const ScriptNode &node, const FieldPath &path);
    void shape(const ScriptNode &node, const FieldPath &path);
    void meant(const ScriptNode &node, const FieldPath &path);
    void edge(const ScriptNode &node, const ScriptEdge &edge, const FieldPath &path);
    void wording(const QString &key, const FieldPath &path);
    void texts();
    void reach(const ScriptGraph &graph);
    void rounds(const ScriptGraph &graph);

    const ScriptSet &m_set;
    const Script &m_script;
    FirstFault &m_fault;
    const FieldPath m_path;
    QSet<QString> m_used; // wordings
};

void ScriptCheck::nodes()
{
    m_fault.expect(m_script.node(m_script.begin), m_path / "begin",
                   quoted(m_script.begin) + QStringLiteral(" is no node"));
    QSet<QString> ids;
    for (qsizetype i = 0; i < m_script.nodes.size(); ++i) {
        const ScriptNode &each = m_script.nodes[i];
        const FieldPath path = m_path / "nodes" / quoted(each.id);
        m_fault.id(each.id, path / "id");
        m_fault.expect(!ids.contains(each.id), path / "id", QStringLiteral("is used twice"));
        ids << each.id;
        node(each, path);
    }
}

void ScriptCheck::node(const ScriptNode &node, const FieldPath &path)
{
    shape(node, path);
    for (const QString &key : QStringList{node.text, node.confirm} + node.again)
        if (!key.isEmpty())
            wording(key, path);
    m_fault.count(node.edges.size(), edgesAtMost, path / "edges");
    for (qsizetype i = 0; i < node.edges.size(); ++i)
        edge(node, node.edges[i], (path / "edges")[i]);
    meant(node, path);
    m_fault.expect(node.next.isEmpty() || m_script.node(node.next), path / "next",
                   quoted(node.next) + QStringLiteral(" is no node"));
    m_fault.expect(!node.next.isEmpty() || leaves(node.kind), path / "next", QStringLiteral("is missing"));
}

// What its own words name has to be there.
void ScriptCheck::meant(const ScriptNode &node, const FieldPath &path)
{
    m_fault.expect(node.slot.isEmpty() || valueOf<Slot>(node.slot), path / "slot",
                   quoted(node.slot) + QStringLiteral(" is no slot"));
    for (const QString &act : node.acts)
        m_fault.expect(valueOf<NodeKind>(act).has_value(), path / "acts", quoted(act) + QStringLiteral(" is no act"));
    for (const QString &words : {node.what, node.goal})
        m_fault.textOrNothing(words, wordingCharactersAtMost, path);
    if (node.kind == Kind::HandOver)
        m_fault.expect(valueOf<Gravity>(node.what).has_value(), path / "what",
                       quoted(node.what) + QStringLiteral(" is no reason to hand over"));
    if (node.kind == Kind::LookUp)
        m_fault.expect(lookedUp.contains(node.what), path / "what",
                       quoted(node.what) + QStringLiteral(" cannot be looked up"));
    if (node.kind == Kind::Run)
        m_fault.expect(m_set.script(node.script), path / "script",
                       quoted(node.script) + QStringLiteral(" is no script"));
    if (node.kind == Kind::Wait)
        m_fault.within(node.seconds, 1, 3'600, path / "seconds");
}

void ScriptCheck::shape(const ScriptNode &node, const FieldPath &path)
{
    const auto found = std::ranges::find(shapes(), node.kind, &Shape::kind);
    const auto field = [&](const QString &name, bool given) {
        m_fault.expect(given || !found->must.contains(name), path / name, QStringLiteral("is missing"));
        m_fault.expect(!given || found->must.contains(name) || found->may.contains(name), path / name,
                       QStringLiteral("means nothing here"));
    };
    field(QStringLiteral("text"), !node.text.isEmpty());
    field(QStringLiteral("again"), !node.again.isEmpty());
    field(QStringLiteral("slot"), !node.slot.isEmpty());
    field(QStringLiteral("confirm"), !node.confirm.isEmpty());
    field(QStringLiteral("what"), !node.what.isEmpty());
    field(QStringLiteral("script"), !node.script.isEmpty());
    field(QStringLiteral("goal"), !node.goal.isEmpty());
    field(QStringLiteral("acts"), !node.acts.isEmpty());
    field(QStringLiteral("seconds"), node.seconds != 0);
}

void ScriptCheck::edge(const ScriptNode &node, const ScriptEdge &edge, const FieldPath &path)
{
    m_fault.expect(m_script.node(edge.to), path / "to", quoted(edge.to) + QStringLiteral(" is no node"));
    const Condition &when = edge.when;
    const FieldPath here = path / "when";
    for (const QString &slot : {when.filled, when.empty, when.slot})
        m_fault.expect(slot.isEmpty() || valueOf<Slot>(slot), here, quoted(slot) + QStringLiteral(" is no slot"));
    m_fault.expect(when.slot.isEmpty() == when.is.isEmpty(), here, QStringLiteral("slot and is belong together"));
    for (const QString &result : when.result)
        m_fault.expect(valueOf<NodeResult>(result).has_value(), here, quoted(result) + QStringLiteral(" is no result"));
    for (const QString &intent : when.intent)
        m_fault.expect(intentNamed(intent).has_value(), here, quoted(intent) + QStringLiteral(" is no intent"));
    m_fault.expect(node.kind != Kind::Say || when.result.isEmpty(), here / "result",
                   QStringLiteral("means nothing here"));
    m_fault.expect(when != Condition(), here, QStringLiteral("says nothing: use next"));
}

void ScriptCheck::wording(const QString &key, const FieldPath &path)
{
    m_used << key;
    for (auto language = m_script.texts.begin(); language != m_script.texts.end(); ++language)
        m_fault.expect(language->contains(key), path,
                       QStringLiteral("has no wording %1 in %2").arg(quoted(key), language.key()));
}

void ScriptCheck::texts()
{
    m_fault.expect(!m_script.texts.isEmpty(), m_path / "texts", QStringLiteral("is missing"));
    for (auto language = m_script.texts.begin(); language != m_script.texts.end(); ++language) {
        const FieldPath path = m_path / "texts" / language.key();
        m_fault.expect(isLanguage(language.key()), path, QStringLiteral("is no language of two letters, like en"));
        m_fault.count(language->size(), wordingsAtMost, path);
        for (auto each = language->begin(); each != language->end(); ++each) {
            const FieldPath here = path / quoted(each.key());
            m_fault.expect(m_used.contains(each.key()), here, QStringLiteral("is used by no node"));
            m_fault.expect(!each->isEmpty(), here, QStringLiteral("is empty"));
            m_fault.count(each->size(), variantsAtMost, here);
            for (const QString &variant : *each) {
                m_fault.text(variant, wordingCharactersAtMost, here);
                if (const Result<> fine = checkWording(variant); !fine)
                    m_fault.found(here, fine.problem().detail);
            }
        }
    }
}

// Every node can be come to from the beginning, and from every node there is a way out of the script.
void ScriptCheck::reach(const ScriptGraph &graph)
{
    const auto reached = graph.reachedFrom(graph.begin(), [](const ScriptNode &) { return true; });
    const auto leading = graph.leadingTo([](const ScriptNode &node) { return leaves(node.kind); });
    for (qsizetype i = 0; i < m_script.nodes.size(); ++i) {
        const FieldPath path = m_path / "nodes" / quoted(m_script.nodes[i].id);
        m_fault.expect(reached[size_t(i)], path, QStringLiteral("cannot be reached"));
        m_fault.expect(leading[size_t(i)], path, QStringLiteral("has no way out of the script"));
    }
}

// A round in which nobody is asked and nothing is waited for would turn for ever within one turn. A question whose
// answer is known is not asked; what a search makes unknown again is.
void ScriptCheck::rounds(const ScriptGraph &graph)
{
    const auto searched = [](const ScriptNode &node) { return pausesATurn(node.kind) || node.kind == Kind::LookUp; };
    const auto forgotten = [](const ScriptNode &node) {
        static const QStringList asked{QStringLiteral("offer"), QStringLiteral("which_appointment"),
                                       QStringLiteral("name"), QStringLiteral("dob")};
        return pausesATurn(node.kind) || (node.kind == Kind::Ask && asked.contains(node.slot));
    };
    for (const int node : {graph.inARound(searched), graph.inARound(forgotten)})
        if (node >= 0)
            m_fault.found(m_path / "nodes" / quoted(m_script.nodes[node].id),
                          QStringLiteral("comes round to itself without a question"));
}

} // namespace

Result<> check(const ScriptSet &set)
{
    FirstFault fault;
    fault.count(set.scripts.size(), scriptsAtMost, FieldPath() / "scripts");
    if (!fault.result())
        return fault.result();
    QStringList names;
    for (const Script &script : set.scripts)
        names << script.name;
    fault.unique(names, FieldPath() / "scripts");
    for (const Script &script : set.scripts) {
        fault.id(script.name, FieldPath() / "name");
        if (fault.result())
            ScriptCheck(set, script, fault).run();
    }
    if (fault.result())
        checkTogether(set, fault);
    return fault.result();
}

} // namespace nightbell
