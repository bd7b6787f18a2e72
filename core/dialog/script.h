// A script: what the receptionist says and asks, in which order, as data that a clinic's people may change. It has no
// words for what safety needs: danger, a person and the caller's own wishes are watched for beside it, in code.
#pragma once

#include "call/enum_names.h"

#include <QMap>
#include <QStringList>

#include <optional>

namespace nightbell {

enum class NodeKind {
    Say,
    Ask,      // one slot, unless it is filled: asked again, checked, confirmed
    Choose,   // an open question; the edges part by intent
    LookUp,   // what the diary or the book has: edges by result
    Hold,     // the chosen opening, until it is booked
    Book,     // what is held; done only once the diary says so
    Move,     // the caller's appointment to what is held
    Cancel,   // the caller's appointment
    Confirm,  // the caller's appointment stands
    Message,  // is taken down and stored
    Answer,   // from the clinic's own questions and answers
    HandOver, // to a person, by the level in `what`
    Transfer, // to the number or department in `what`
    Wait,     // for seconds, the line stays open
    Run,      // another script; back here when it returns
    Converse, // a goal within allowed acts, by the answerer
    Return,   // to the script that ran this one
    End,      // says goodbye
};

enum class NodeResult { Found, None, One, Many, Done, Taken, Failed, Connected, Nobody, Yes, No, GaveUp };

// What a LookUp asks the diary before it books: has this patient a visit of this kind already?
inline constexpr QLatin1StringView sameVisit("same_visit");

struct Condition // all that is given must hold
{
    QStringList intent; // one of these is the caller's
    QString filled;     // a slot
    QString empty;      // a slot
    QString slot;       // with `is`
    QString is;
    QStringList result;            // one of these came of the node
    std::optional<bool> open;      // the branch, now
    std::optional<bool> reachable; // a person, now
    std::optional<bool> known;     // the caller's number is of somebody in the book
    std::optional<bool> verified;
    std::optional<int> tries; // at least so many at this node
    bool operator==(const Condition &) const = default;
    static void fields(auto &self, auto &&field)
    {
        field("intent", self.intent), field("filled", self.filled), field("empty", self.empty);
        field("slot", self.slot), field("is", self.is), field("result", self.result);
        field("open", self.open), field("reachable", self.reachable), field("known", self.known);
        field("verified", self.verified), field("tries", self.tries);
    }
};

struct ScriptEdge
{
    Condition when;
    QString to; // a node
    bool operator==(const ScriptEdge &) const = default;
    static void fields(auto &self, auto &&field) { field("when", self.when), field("to", self.to); }
};

struct ScriptNode
{
    QString id;
    NodeKind kind = NodeKind::Say;
    QString text;            // key of the wording; of an Ask its question
    QStringList again;       // keys, for the second try, the third, …
    QString slot;            // of an Ask
    QString confirm;         // key of the read-back that asks whether it is right
    QString what;            // of LookUp, Message, HandOver, Transfer; of Choose, what kind of question: "confirm", …
    QString script;          // of Run
    QString goal;            // of Converse
    QStringList acts;        // of Converse: the kinds of nodes it may do
    int seconds = 0;         // of Wait
    QList<ScriptEdge> edges; // the first whose condition holds
    QString next;            // otherwise
    bool operator==(const ScriptNode &) const = default;
    static void fields(auto &self, auto &&field)
    {
        field("id", self.id), field("kind", self.kind), field("text", self.text), field("again", self.again);
        field("slot", self.slot), field("confirm", self.confirm), field("what", self.what);
        field("script", self.script), field("goal", self.goal), field("acts", self.acts);
        field("seconds", self.seconds), field("edges", self.edges), field("next", self.next);
    }
};

using Wordings = QMap<QString, QStringList>; // of one language: the variants of a text, by key

struct Script
{
    QString name;
    QString purpose; // a sentence for the people who edit it
    QString begin;
    QList<ScriptNode> nodes;
    QMap<QString, Wordings> texts; // by language, "en"
    bool operator==(const Script &) const = default;
    static void fields(auto &self, auto &&field)
    {
        field("name", self.name), field("purpose", self.purpose), field("begin", self.begin);
        field("nodes", self.nodes), field("texts", self.texts);
    }

    const ScriptNode *node(const QString &id) const;
};

struct ScriptSet // what a clinic has in force, published as a whole
{
    int version = 0;
    QList<Script> scripts;
    bool operator==(const ScriptSet &) const = default;
    const Script *script(const QString &name) const;
};

} // namespace nightbell

NIGHTBELL_NAMES(NodeKind, {nightbell::NodeKind::Say, "say"}, {nightbell::NodeKind::Ask, "ask"},
                {nightbell::NodeKind::Choose, "choose"}, {nightbell::NodeKind::LookUp, "look_up"},
                {nightbell::NodeKind::Hold, "hold"}, {nightbell::NodeKind::Book, "book"},
                {nightbell::NodeKind::Move, "move"}, {nightbell::NodeKind::Cancel, "cancel"},
                {nightbell::NodeKind::Confirm, "confirm"}, {nightbell::NodeKind::Message, "message"},
                {nightbell::NodeKind::Answer, "answer"}, {nightbell::NodeKind::HandOver, "hand_over"},
                {nightbell::NodeKind::Transfer, "transfer"}, {nightbell::NodeKind::Wait, "wait"},
                {nightbell::NodeKind::Run, "run"}, {nightbell::NodeKind::Converse, "converse"},
                {nightbell::NodeKind::Return, "return"}, {nightbell::NodeKind::End, "end"});
NIGHTBELL_NAMES(NodeResult, {nightbell::NodeResult::Found, "found"}, {nightbell::NodeResult::None, "none"},
                {nightbell::NodeResult::One, "one"}, {nightbell::NodeResult::Many, "many"},
                {nightbell::NodeResult::Done, "done"}, {nightbell::NodeResult::Taken, "taken"},
                {nightbell::NodeResult::Failed, "failed"}, {nightbell::NodeResult::Connected, "connected"},
                {nightbell::NodeResult::Nobody, "nobody"}, {nightbell::NodeResult::Yes, "yes"},
                {nightbell::NodeResult::No, "no"}, {nightbell::NodeResult::GaveUp, "gave_up"});
