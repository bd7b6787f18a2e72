#include "dialog/script_walk.h"

#include "dialog/script_check.h"

#include <algorithm>

namespace nightbell {
namespace {

using Kind = NodeKind;

bool asksForWords(Kind kind) { return kind == Kind::Ask || kind == Kind::Choose; }

PrivateText valueIn(const DialogState &state, Slot slot) { return state.known.value(keyOf(slot)).value; }

QDate dateIn(const DialogState &state, Slot slot)
{
    return QDate::fromString(valueIn(state, slot).reveal(), Qt::ISODate);
}

Patient patientIn(const DialogState &state)
{
    return {valueIn(state, Slot::Name), dateIn(state, Slot::Birth), valueIn(state, Slot::Phone)};
}

} // namespace

const Script *ScriptWalk::script() const
{
    return m_state.places.isEmpty() ? nullptr : m_facts.scripts.script(m_state.places.last().script);
}

const ScriptNode *ScriptWalk::node() const
{
    const Script *in = script();
    return in ? in->node(m_state.places.last().node) : nullptr;
}

QString ScriptWalk::keyOf(const ScriptNode &node) const
{
    return node.kind == Kind::Ask ? node.slot : node.kind == Kind::Choose ? node.what : QString();
}

void ScriptWalk::run(const QString &name)
{
    const Script *wanted = m_facts.scripts.script(name);
    if (!wanted || m_state.places.size() >= scriptsDeepInACall)
        return;
    m_state.places.append({name, wanted->begin});
}

void ScriptWalk::go()
{
    for (int walked = 0; walked < nodesOfATurnAtMost && !m_state.ended; ++walked) {
        const ScriptNode *here = node();
        if (!here || place().waiting)
            return;
        if (!doNode(*here)) {
            place().waiting = true;
            return;
        }
    }
}

void ScriptWalk::results(NodeResult result)
{
    if (const ScriptNode *here = node()) {
        advance(*here, result);
        go();
    }
}

// The second try has other words; after the last one the edge for that, or the way on, is taken.
void ScriptWalk::askAgain()
{
    const ScriptNode *here = node();
    if (!here || !asksForWords(here->kind))
        return;
    const int tries = ++place().tries;
    const auto limited = std::ranges::find_if(here->edges, [&](const ScriptEdge &edge) {
        return edge.when.tries && tries >= *edge.when.tries && holds(edge.when, std::nullopt);
    });
    if (limited != here->edges.end()) {
        advance(*here, NodeResult::GaveUp);
        go();
        return;
    }
    m_steps.append(TellStep{QStringLiteral("reprompted"), keyOf(*here)});
    ask(*here, here->again.isEmpty() ? here->text : here->again[std::min<qsizetype>(tries, here->again.size()) - 1]);
}

const ScriptNode *ScriptWalk::hubFor(const QString &intent) const
{
    const Script *opening = m_facts.scripts.script(m_state.opening);
    if (!opening)
        return nullptr;
    const auto hub = std::ranges::find_if(opening->nodes, [&](const ScriptNode &node) {
        return node.kind == Kind::Choose && std::ranges::any_of(node.edges, [&](const ScriptEdge &edge) {
                   return edge.when.intent.contains(intent);
               });
    });
    return hub == opening->nodes.end() ? nullptr : &*hub;
}

void ScriptWalk::toHub()
{
    const ScriptNode *hub = hubFor(QStringLiteral("human"));
    if (!hub)
        return;
    m_state.places = {{m_state.opening, hub->id}};
    go();
}

void ScriptWalk::toMore(const QString &words)
{
    const Script *opening = m_facts.scripts.script(m_state.opening);
    if (!opening || opening->nodes.isEmpty())
        return;
    const auto hub = std::ranges::find_if(
        opening->nodes, [](const ScriptNode &node) { return node.kind == Kind::Choose && node.what.isEmpty(); });
    if (hub == opening->nodes.end())
        return repeat();
    if (!words.isEmpty())
        sayManner(words);
    m_state.errand.clear();
    m_state.places = {{opening->name, hub->next}};
    go();
}

bool ScriptWalk::sayManner(const QString &textKey)
{
    const auto sentence = wording(m_facts.scripts.script(QLatin1String(mannersScript)), textKey);
    if (sentence)
        m_steps.append(SayStep{*sentence});
    return sentence.has_value();
}

void ScriptWalk::look()
{
    place().waiting = false;
    go();
}

// After something else was talked of: no further try.
void ScriptWalk::repeat()
{
    const int times = m_state.asked.times;
    if (const ScriptNode *here = node(); here && asksForWords(here->kind)) {
        ask(*here, here->text);
        m_state.asked.times = times;
    }
}

bool ScriptWalk::doNode(const ScriptNode &node)
{
    switch (node.kind) {
    case Kind::Say:
        say(node, node.text);
        break;
    case Kind::Ask:
        if (!m_state.known.contains(node.slot)) {
            ask(node, node.text);
            return false;
        }
        if (!node.confirm.isEmpty() && !m_state.known[node.slot].confirmed) {
            ask(node, node.confirm);
            m_state.asked.key = QStringLiteral("confirm");
            return false;
        }
        break;
    case Kind::Choose:
        ask(node, node.text);
        return false;
    case Kind::Run: {
        const qsizetype before = m_state.places.size();
        run(node.script);
        return m_state.places.size() > before; // no room: it waits for the caller, who is never left in a round
    }
    case Kind::Return:
        leave();
        return true;
    case Kind::End:
        say(node, node.text);
        m_steps.append(HangUpStep{});
        m_state.ended = true;
        return true;
    default:
        return order(node);
    }
    advance(node, std::nullopt);
    return true;
}

// What the world has to answer: it waits, unless the order makes no sense here.
bool ScriptWalk::order(const ScriptNode &node)
{
    say(node, node.text);
    switch (node.kind) {
    case Kind::LookUp:
        if (node.what == QLatin1String("appointments") || node.what == sameVisit)
            m_steps.append(FindAppointmentsStep{valueIn(m_state, Slot::Name), dateIn(m_state, Slot::Birth)});
        else if (!m_state.hold.isEmpty() && m_state.chosen)
            return advanced(node, NodeResult::One); // it is kept already
        else
            m_steps.append(FindTimesStep{}); // the conversation fills in what is wanted
        return false;
    case Kind::Hold:
        if (!m_state.hold.isEmpty())
            return advanced(node, NodeResult::Done);
        if (m_state.chosen)
            m_steps.append(HoldStep{{}, ServiceId(valueIn(m_state, Slot::Service).reveal()), *m_state.chosen});
        break;
    case Kind::Book:
        m_steps.append(BookStep{m_state.hold, ServiceId(valueIn(m_state, Slot::Service).reveal()), patientIn(m_state),
                                valueIn(m_state, Slot::Reason)});
        break;
    case Kind::Move:
        m_steps.append(MoveStep{m_state.appointment, m_state.hold});
        break;
    case Kind::Cancel:
        m_steps.append(CancelStep{m_state.appointment});
        break;
    case Kind::Confirm:
        m_steps.append(ConfirmStep{m_state.appointment});
        break;
    case Kind::Message:
        m_steps.append(MessageStep{node.what, valueIn(m_state, Slot::Message), patientIn(m_state),
                                   valueIn(m_state, Slot::Medication), valueIn(m_state, Slot::Pharmacy),
                                   m_state.raised == Gravity::Urgent});
        break;
    case Kind::HandOver:
        m_steps.append(HandOverStep{valueOf<Gravity>(node.what).value_or(Gravity::Asks), {}});
        break;
    case Kind::Transfer:
        m_steps.append(HandOverStep{Gravity::Asks, node.what});
        break;
    case Kind::Answer:
        if (node.what != QLatin1String("same_caller"))
            return advanced(node, NodeResult::None);
        m_steps.append(VerifyStep{valueIn(m_state, Slot::Name), dateIn(m_state, Slot::Birth)});
        return false;
    case Kind::Wait:
        m_steps.append(WaitStep{node.seconds});
        break;
    case Kind::Converse:
        m_steps.append(ConsultStep{node.goal, node.acts, m_state.heard});
        break;
    default:
        break;
    }
    return false;
}

void ScriptWalk::advance(const ScriptNode &node, std::optional<NodeResult> result)
{
    const auto taken =
        std::ranges::find_if(node.edges, [&](const ScriptEdge &edge) { return holds(edge.when, result); });
    place() = {place().script, taken == node.edges.end() ? node.next : taken->to};
}

bool ScriptWalk::advanced(const ScriptNode &node, NodeResult result)
{
    advance(node, result);
    return true;
}

void ScriptWalk::leave()
{
    m_state.places.removeLast();
    if (const ScriptNode *ran = node())
        advance(*ran, NodeResult::Done);
}

bool ScriptWalk::holds(const Condition &when, std::optional<NodeResult> result) const
{
    const auto known = [&](const QString &slot) { return m_state.known.contains(slot); };
    const bool byResult = when.result.isEmpty() || (result && when.result.contains(QString(nameOf(*result))));
    const bool begins = result == NodeResult::Found; // an errand was just named; the one before is no reason
    return byResult && (when.intent.isEmpty() || (begins && when.intent.contains(m_state.errand)))
        && (when.filled.isEmpty() || known(when.filled)) && (when.empty.isEmpty() || !known(when.empty))
        && (when.slot.isEmpty() || m_state.known.value(when.slot).value.reveal() == when.is)
        && (!when.open || *when.open == m_facts.open) && (!when.reachable || *when.reachable == m_facts.reachable)
        && (!when.known || *when.known == m_facts.known)
        && (!when.verified || *when.verified == (m_state.identity == Identity::Verified))
        && (!when.tries || m_state.places.last().tries >= *when.tries);
}

std::optional<QString> ScriptWalk::wording(const Script *in, const QString &textKey) const
{
    if (!in || textKey.isEmpty())
        return std::nullopt;
    const auto language = in->texts.constFind(m_facts.language);
    const Wordings &wordings = language == in->texts.constEnd() ? in->texts.first() : *language;
    const QStringList variants = wordings.value(textKey);
    const PlaceWords words = m_facts.placeWords(m_state);
    for (const QString &variant : variants) // the first whose places are all known
        if (const auto sentence = filled(variant, words))
            return sentence.value();
    return std::nullopt;
}

bool ScriptWalk::say(const ScriptNode &, const QString &textKey)
{
    const auto sentence = wording(script(), textKey);
    if (sentence)
        m_steps.append(SayStep{*sentence});
    return sentence.has_value();
}

void ScriptWalk::ask(const ScriptNode &node, const QString &textKey)
{
    const QString words = wording(script(), textKey).value_or(QString());
    const bool same = m_state.asked.key == keyOf(node) && m_state.asked.words == words;
    m_state.asked = {keyOf(node), words, same ? m_state.asked.times + 1 : 1};
    m_steps.append(AskStep{keyOf(node), words});
}

} // namespace nightbell
