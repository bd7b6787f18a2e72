#include "dialog/learned.h"

#include "dialog/errands.h"

#include <algorithm>

namespace nightbell {
bool changesTheSearch(Slot slot)
{
    return slot == Slot::Service || slot == Slot::Provider || slot == Slot::Date || slot == Slot::Time;
}

bool tells(const QList<ReadSlot> &read, Slot slot)
{
    return std::ranges::any_of(
        read, [&](const ReadSlot &each) { return each.slot == slot && each.fault == ReadSlot::Fault::None; });
}

void Learned::one(const ReadSlot &read)
{
    m_state.known.insert(keyOf(read.slot), read.value);
    m_steps.append(LearnStep{keyOf(read.slot), read.value});
    if (read.slot == Slot::Offer)
        if (const qsizetype at = read.value.value.reveal().toLongLong(); at < m_state.offered.size())
            m_state.chosen = m_state.offered[at];
    if (read.slot == Slot::Appointment)
        if (const qsizetype at = read.value.value.reveal().toLongLong(); at < m_state.found.size())
            m_state.appointment = m_state.found[at].id;
    if (read.slot == Slot::Name && m_state.identity == Identity::None)
        m_state.identity = Identity::Claimed;
}

// A day or a service other than before makes what was offered stale: it is let go of and looked up anew.
Learned::Change Learned::all(const QList<ReadSlot> &read)
{
    const bool picked = std::ranges::any_of(read, [](const ReadSlot &each) {
        return (each.slot == Slot::Offer || each.slot == Slot::Appointment) && each.fault == ReadSlot::Fault::None;
    });
    Change change = Change::None;
    bool stale = false;
    for (const ReadSlot &each : read) {
        if (each.fault != ReadSlot::Fault::None || (picked && changesTheSearch(each.slot)))
            continue; // the words that named an offer are no new wish
        const auto before = m_state.known.constFind(keyOf(each.slot));
        const bool fits = changesTheSearch(each.slot) && m_state.chosen && agrees(each, *m_state.chosen);
        const bool differs = m_state.chosen && changesTheSearch(each.slot) && !fits && each.slot != Slot::Service;
        if (before != m_state.known.constEnd() && before->value == each.value.value && !differs)
            continue;
        stale = stale || (changesTheSearch(each.slot) && !fits);
        change = std::max(change, changesTheSearch(each.slot) && !fits ? Change::Search : Change::Filled);
        one(each);
    }
    if (stale)
        letGo();
    return change;
}

void Learned::letGo()
{
    m_state.offered.clear();
    m_state.chosen.reset();
    m_state.widened = false;
    m_state.known.remove(keyOf(Slot::Offer));
    if (!m_state.hold.isEmpty())
        m_steps.append(ReleaseStep{std::exchange(m_state.hold, {})});
}

// What belongs to one errand alone; who is calling stays known.
void Learned::forgetErrand()
{
    letGo();
    for (const Slot slot : {Slot::Service, Slot::Provider, Slot::Date, Slot::Time, Slot::Reason, Slot::Medication,
                            Slot::Pharmacy, Slot::Appointment, Slot::Message})
        m_state.known.remove(keyOf(slot));
    m_state.receipts.clear();
    m_state.declined.clear();
    m_state.whyNot = WhyNot::None;
    m_state.appointment = {};
}

} // namespace nightbell
