// What answers the question that was asked.
#include "dialog/heard_words.h"

#include "dialog/errands.h"
#include "dialog/said_answer.h"

#include <algorithm>

namespace nightbell {
using namespace Qt::StringLiterals;

bool HeardWords::takesAnything(const QString &slot)
{
    return slot == "reason"_L1 || slot == "message"_L1 || slot == "pharmacy"_L1 || slot == "medication"_L1
        || slot == "relation"_L1;
}

bool HeardWords::answersTheNode(const HeardOnce &heard)
{
    const ScriptNode *node = m_walk.node();
    if (!node)
        return false;
    if (node->kind == NodeKind::Ask)
        return answersAsk(*node, heard);
    if (node->kind == NodeKind::Wait) {
        m_walk.results(NodeResult::Done);
        return true;
    }
    return node->kind == NodeKind::Choose && !atHub() && answersChoice(*node, heard);
}

bool HeardWords::answersChoice(const ScriptNode &node, const HeardOnce &heard)
{
    const SaidAnswer answer = saidAnswer(heard.words, wordsOf(m_state.asked.words));
    const Meant &first = heard.meaning.first();
    const bool unclear = answer.sort == SaidAnswer::Sort::None && heard.meaning.sure();
    const bool yes =
        (answer.sort == SaidAnswer::Sort::Yes && !isAsked(heard.words)) || (unclear && first.intent == Intent::Affirm);
    const bool no = answer.sort == SaidAnswer::Sort::No || (unclear && first.intent == Intent::Deny);
    const bool more = node.what == "anything_else"_L1 || node.what == "resume_offer"_L1;
    if (more) // "yes, I'd also like to cancel": the errand itself, when it is named
        for (const Meant &meant : heard.meaning.meant)
            if (meant.confidence >= Meaning::sureFrom && isErrand(meant.intent) && meant.intent != Intent::Goodbye) {
                if (node.what != "resume_offer"_L1 || no || !speaksOfBefore(heard.words))
                    return false;
                m_walk.results(NodeResult::Yes); // "yes, I was booking a flu shot"
                return true;
            }
    if (!more && wantsAnother(heard))
        return false;
    if (inDanger() && deniesDanger(heard.words)) {
        m_walk.results(NodeResult::None); // there is no danger
        return true;
    }
    if (node.what == "confirm"_L1 && !yes && meansAnotherOne(heard)) {
        m_walk.repeat();
        return true;
    }
    if (m_state.errand == nameOf(Intent::Cancel) && node.what == "confirm"_L1 && !yes && wishesAnotherTime(heard)) {
        startErrand(Intent::Reschedule, heard);
        return true;
    }
    if (!more && !inDanger()) {
        const bool day = node.what == "date"_L1 && std::ranges::any_of(heard.read, [](const ReadSlot &each) {
                             return changesTheSearch(each.slot) && each.fault == ReadSlot::Fault::None;
                         });
        const Learned::Change change =
            std::max(m_learned.all(heard.read), day ? Learned::Change::Search : Learned::Change::None);
        if (change == Learned::Change::Search || (change == Learned::Change::Filled && !yes)) { // "no, make it friday"
            backToErrand();
            return true;
        }
    }
    if (yes || no) {
        m_walk.results(yes ? NodeResult::Yes : NodeResult::No);
        return true;
    }
    if (node.what == "anything_else"_L1 && heard.says(Intent::Goodbye, surelyFrom)) {
        m_walk.results(NodeResult::No);
        return true;
    }
    return false;
}

// "No, the one on thursday": of the patient's appointments, the one that these words fit.
bool HeardWords::meansAnotherOne(const HeardOnce &heard)
{
    if (m_state.errand != nameOf(Intent::Cancel) || m_state.found.size() < 2
        || std::ranges::none_of(heard.read, [](const ReadSlot &each) { return changesTheSearch(each.slot); }))
        return false;
    for (const Appointment &each : std::as_const(m_state.found)) {
        const bool fits = std::ranges::all_of(heard.read, [&](const ReadSlot &read) {
            return !changesTheSearch(read.slot) || read.fault != ReadSlot::Fault::None
                || (read.slot == Slot::Service ? read.value.value.reveal() == each.service.text()
                                               : agrees(read, {each.provider, each.date, each.time}));
        });
        if (fits && each.id != m_state.appointment) {
            m_state.appointment = each.id;
            return true;
        }
    }
    return false;
}

// "Don't cancel, can we do tuesday at one instead": a time that is not the appointment's own.
bool HeardWords::wishesAnotherTime(const HeardOnce &heard) const
{
    const auto own = std::ranges::find(m_state.found, m_state.appointment, &Appointment::id);
    return own != m_state.found.end() && std::ranges::any_of(heard.read, [&](const ReadSlot &each) {
               return (each.slot == Slot::Date || each.slot == Slot::Time) && each.fault == ReadSlot::Fault::None
                   && !agrees(each, {own->provider, own->date, own->time});
           });
}

// The read-back of one slot: right, wrong, or another value at once.
bool HeardWords::answersReadBack(const ScriptNode &node, const HeardOnce &heard)
{
    const SaidAnswer answer = saidAnswer(heard.words, wordsOf(m_state.asked.words));
    const bool changed = m_learned.all(heard.read) != Learned::Change::None;
    if (!changed && answer.sort == SaidAnswer::Sort::Yes)
        m_state.known[node.slot].confirmed = true;
    else if (!changed && answer.sort == SaidAnswer::Sort::No)
        m_state.known.remove(node.slot);
    else if (!changed)
        return false;
    m_walk.look();
    return true;
}

// "Joelle at the pharmacy", twice: to be called back one name will do, where nobody's record is looked for.
bool HeardWords::isNameEnough(const ReadSlot &read) const
{
    return read.slot == Slot::Name && read.fault == ReadSlot::Fault::Half && !read.value.value.isEmpty()
        && m_state.places.last().tries > 0 && std::ranges::none_of(m_walk.script()->nodes, [](const ScriptNode &node) {
               return node.slot == keyOf(Slot::Birth);
           });
}

bool HeardWords::answersAsk(const ScriptNode &node, const HeardOnce &heard)
{
    if (m_state.asked.key == "confirm"_L1 && m_state.known.contains(node.slot))
        return answersReadBack(node, heard);
    const auto asked =
        std::ranges::find_if(heard.read, [&](const ReadSlot &each) { return keyOf(each.slot) == node.slot; });
    const bool there = asked != heard.read.end() && asked->fault == ReadSlot::Fault::None;
    if (!there && wantsAnother(heard))
        return false;
    if (there && takesAnything(node.slot) && isQuestionAside(heard.words))
        return false;
    if (node.slot == keyOf(Slot::Offer) && !there && asked == heard.read.end()) {
        if (std::ranges::any_of(heard.read,
                                [](const ReadSlot &each) { return each.fault == ReadSlot::Fault::Invalid; })) {
            m_walk.sayManner(u"no_such_time"_s);
            m_walk.repeat();
            return true;
        }
        const SaidAnswer answer = saidAnswer(heard.words, wordsOf(m_state.asked.words));
        const bool wished = tells(heard.read, Slot::Date) || tells(heard.read, Slot::Time);
        if (wished && !tells(heard.read, Slot::Date)) // of the day that is being talked of
            m_learned.one({Slot::Date,
                           {PrivateText(m_state.offered.value(0).date.toString(Qt::ISODate)), {}},
                           ReadSlot::Fault::None});
        Learned::Change change = m_learned.all(heard.read);
        if (wished) {
            m_learned.letGo();
            change = Learned::Change::Search;
        }
        if (change == Learned::Change::Search) {
            backToErrand();
            return true;
        }
        if (answer.sort != SaidAnswer::Sort::No) {
            if (change != Learned::Change::None) // something else was told in between
                m_walk.repeat();
            return change != Learned::Change::None;
        }
        m_state.declined = (m_state.offered + m_state.declined).mid(0, declinedAtMost);
        m_learned.letGo();
        m_walk.results(NodeResult::No);
        return true;
    }
    const Learned::Change change = m_learned.all(heard.read);
    if (change == Learned::Change::Search && !there && m_state.known.contains(u"date"_s)) {
        backToErrand();
        return true;
    }
    if (m_state.known.contains(node.slot)) {
        change == Learned::Change::Search ? backToErrand() : m_walk.results(NodeResult::Done);
        return true;
    }
    if (asked != heard.read.end() && isNameEnough(*asked)) {
        m_learned.one({Slot::Name, asked->value, ReadSlot::Fault::None});
        m_walk.results(NodeResult::Done);
        return true;
    }
    if (asked != heard.read.end()) {
        if (asked->fault == ReadSlot::Fault::Invalid && changesTheSearch(asked->slot))
            m_walk.sayManner(u"no_such_time"_s);
        m_walk.askAgain();
        return true;
    }
    if (change == Learned::Change::None)
        return false;
    if (change == Learned::Change::Search)
        backToErrand();
    else
        m_walk.repeat();
    return true;
}

} // namespace nightbell
