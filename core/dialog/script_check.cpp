#include "dialog/script_check.h"

#include "clinic/first_fault.h"
#include "dialog/intent.h"
#include "dialog/script_texts.h"
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

// Kinds after which time passes or the world answers: a round of others alone would never end.
bool waits(Kind kind)
{
    return kind == Kind::Ask || kind == Kind::Choose || kind == Kind::Wait || kind == Kind::Converse
        || kind == Kind::HandOver || kind == Kind::Transfer;
}

bool leaves(Kind kind) { return kind == Kind::Return || kind == Kind::End; }

QStringList waysOut(const ScriptNode &node)
{
    QStringList ways;
    for (const ScriptEdge &edge : node.edges)
        ways << edge.to;
    if (!node.next.isEmpty())
        ways << node.next;
    return ways;
}

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
        nodes();
        if (m_script.name == QLatin1String(mannersScript))
            for (const char *key : mannerTexts)
                wording(QString::fromLatin1(key), m_path / "texts");
        texts();
        if (!m_fault.result())
            return; // what follows needs a whole graph
        reach();
        rounds();
    }

private:
    void nodes();
    void node(const ScriptNode &node, const FieldPath &path);
    void shape(const ScriptNode &node, const FieldPath &path);
    void edge(const ScriptEdge &edge, const FieldPath &path);
    void wording(const QString &key, const FieldPath &path);
    void texts();
    void reach();
    void rounds();
    bool leadsOut(const QString &from) const;
    bool comesRound(const QString &from) const;

    const ScriptSet &m_set;
    const Script &m_script;
    FirstFault &m_fault;
    const FieldPath m_path;
    QSet<QString> m_used; // wordings
};

void ScriptCheck::nodes()
{
    m_fault.count(m_script.nodes.size(), nodesAtMost, m_path / "nodes");
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
    for (qsizetype i = 0; i < node.edges.size(); ++i)
        edge(node.edges[i], (path / "edges")[i]);
    m_fault.expect(node.next.isEmpty() || m_script.node(node.next), path / "next",
                   quoted(node.next) + QStringLiteral(" is no node"));
    m_fault.expect(!node.next.isEmpty() || leaves(node.kind), path / "next", QStringLiteral("is missing"));
    m_fault.expect(node.slot.isEmpty() || valueOf<Slot>(node.slot), path / "slot",
                   quoted(node.slot) + QStringLiteral(" is no slot"));
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

void ScriptCheck::edge(const ScriptEdge &edge, const FieldPath &path)
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
        m_fault.count(language->size(), wordingsAtMost, path);
        for (auto each = language->begin(); each != language->end(); ++each) {
            const FieldPath here = path / quoted(each.key());
            m_fault.expect(m_used.contains(each.key()), here, QStringLiteral("is used by no node"));
            m_fault.expect(!each->isEmpty(), here, QStringLiteral("is empty"));
            for (const QString &variant : *each) {
                m_fault.text(variant, wordingCharactersAtMost, here);
                if (const Result<> fine = checkWording(variant); !fine)
                    m_fault.found(here, fine.problem().detail);
            }
        }
    }
}

// Every node can be come to from the beginning, and from every node there is a way out of the script.
void ScriptCheck::reach()
{
    QSet<QString> reached;
    for (QStringList open{m_script.begin}; !open.isEmpty();) {
        const QString id = open.takeLast();
        if (reached.contains(id))
            continue;
        reached << id;
        open << waysOut(*m_script.node(id));
    }
    for (const ScriptNode &node : m_script.nodes) {
        const FieldPath path = m_path / "nodes" / quoted(node.id);
        m_fault.expect(reached.contains(node.id), path, QStringLiteral("cannot be reached"));
        m_fault.expect(leadsOut(node.id), path, QStringLiteral("has no way out of the script"));
    }
}

bool ScriptCheck::leadsOut(const QString &from) const
{
    QSet<QString> seen;
    for (QStringList open{from}; !open.isEmpty();) {
        const QString id = open.takeLast();
        if (seen.contains(id))
            continue;
        seen << id;
        const ScriptNode &node = *m_script.node(id);
        if (leaves(node.kind))
            return true;
        open << waysOut(node);
    }
    return false;
}

// A round in which nobody is asked and nothing is waited for would turn for ever within one turn.
void ScriptCheck::rounds()
{
    for (const ScriptNode &node : m_script.nodes)
        m_fault.expect(waits(node.kind) || !comesRound(node.id), m_path / "nodes" / quoted(node.id),
                       QStringLiteral("comes round to itself without a question"));
}

bool ScriptCheck::comesRound(const QString &from) const
{
    QSet<QString> seen;
    for (QStringList open = waysOut(*m_script.node(from)); !open.isEmpty();) {
        const QString id = open.takeLast();
        if (id == from)
            return true;
        const ScriptNode &node = *m_script.node(id);
        if (seen.contains(id) || waits(node.kind))
            continue;
        seen << id;
        open << waysOut(node);
    }
    return false;
}

// What is true of the scripts together.
class SetCheck
{
public:
    SetCheck(const ScriptSet &set, FirstFault &fault) : m_set(set), m_fault(fault) { }

    void run()
    {
        for (const char *name : openingScripts) {
            const Script *script = needed(name);
            m_fault.expect(!script || reaches(*script, Kind::HandOver), FieldPath() / name,
                           QStringLiteral("has no way to a person"));
            depth(QString::fromLatin1(name), {});
        }
        needed(mannersScript);
        for (const char *name : safetyScripts)
            if (const Script *script = needed(name))
                safety(*script);
    }

private:
    const Script *needed(const char *name)
    {
        const Script *script = m_set.script(QString::fromLatin1(name));
        m_fault.expect(script, FieldPath() / name, QStringLiteral("is missing"));
        return script;
    }

    bool reaches(const Script &from, Kind kind) const
    {
        QSet<QString> seen;
        for (QStringList open{from.name}; !open.isEmpty();) {
            const QString name = open.takeLast();
            if (seen.contains(name))
                continue;
            seen << name;
            for (const ScriptNode &node : m_set.script(name)->nodes) {
                if (node.kind == kind)
                    return true;
                if (node.kind == Kind::Run)
                    open << node.script;
            }
        }
        return false;
    }

    void depth(const QString &name, const QStringList &above)
    {
        const FieldPath path = FieldPath() / name;
        m_fault.expect(!above.contains(name), path, QStringLiteral("runs itself"));
        m_fault.expect(above.size() < scriptsDeepAtMost, path, QStringLiteral("lies too deep in other scripts"));
        if (!m_fault.result())
            return;
        if (const Script *script = m_set.script(name))
            for (const ScriptNode &node : script->nodes)
                if (node.kind == Kind::Run)
                    depth(node.script, above + QStringList{name});
    }

    // Advice first, then a person; never back to booking by itself.
    void safety(const Script &script)
    {
        const ScriptNode *first = script.node(script.begin);
        const FieldPath path = FieldPath() / script.name;
        m_fault.expect(first && first->kind == Kind::Say, path / "begin", QStringLiteral("does not begin with advice"));
        m_fault.expect(reaches(script, Kind::HandOver), path, QStringLiteral("has no way to a person"));
        for (const Kind kind : {Kind::Book, Kind::Move, Kind::Cancel, Kind::Hold})
            m_fault.expect(!reaches(script, kind), path, QStringLiteral("leads to the diary"));
        if (script.name != QLatin1String("emergency") || !first)
            return;
        for (const Wordings &wordings : script.texts)
            for (const QString &variant : wordings.value(first->text))
                m_fault.expect(variant.contains(QLatin1String("{emergency}")), path / "texts" / first->text,
                               QStringLiteral("does not name the emergency number"));
    }

    const ScriptSet &m_set;
    FirstFault &m_fault;
};

} // namespace

Result<> check(const ScriptSet &set)
{
    FirstFault fault;
    fault.count(set.scripts.size(), scriptsAtMost, FieldPath() / "scripts");
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
        SetCheck(set, fault).run();
    return fault.result();
}

} // namespace nightbell
