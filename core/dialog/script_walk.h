// Goes through scripts from node to node until a caller, a clock or the world has to answer. What the nodes want goes
// into the steps; where it stands is the state. Nothing here understands words.
#pragma once

#include "dialog/dialog_step.h"
#include "dialog/script_texts.h"

#include <functional>

namespace nightbell {

inline constexpr int nodesOfATurnAtMost = 60;

struct WalkFacts // what the conditions of edges and the wordings need to know
{
    const ScriptSet &scripts;
    QString language = QStringLiteral("en");
    bool open = false;
    bool reachable = false;
    bool known = false;
    std::function<PlaceWords(const DialogState &)> placeWords;
};

class ScriptWalk
{
public:
    ScriptWalk(const WalkFacts &facts, DialogState &state, DialogSteps &steps)
        : m_facts(facts)
        , m_state(state)
        , m_steps(steps)
    { }

    void run(const QString &script); // on top of where we are; go() follows
    void go();                       // until something has to be waited for
    void results(NodeResult result); // of the node that waits; goes on
    void askAgain();                 // the node that waits for words: its next try, or what comes when they are used up
    void repeat();                   // its question in the same words
    void look();                     // at the node anew: what it asked for may be known by now

    void toHub();                                          // to the open question of the opening script
    void toMore(const QString &words);                     // to what the opening script asks when an errand is done
    bool sayManner(const QString &textKey);                // what is said beside every script
    const ScriptNode *hubFor(const QString &intent) const; // the open question that knows the way of an errand

    const ScriptNode *node() const; // where we stand
    const Script *script() const;
    QString keyOf(const ScriptNode &node) const;

private:
    bool doNode(const ScriptNode &node); // false: it waits
    bool order(const ScriptNode &node);
    void advance(const ScriptNode &node, std::optional<NodeResult> result);
    bool advanced(const ScriptNode &node, NodeResult result); // true
    bool holds(const Condition &when, std::optional<NodeResult> result) const;
    void ask(const ScriptNode &node, const QString &textKey);
    bool say(const ScriptNode &node, const QString &textKey);
    std::optional<QString> wording(const Script *in, const QString &textKey) const;
    void leave();
    ScriptPlace &place() { return m_state.places.last(); }

    const WalkFacts &m_facts;
    DialogState &m_state;
    DialogSteps &m_steps;
};

} // namespace nightbell
