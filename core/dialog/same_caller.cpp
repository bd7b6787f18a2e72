#include "dialog/same_caller.h"

#include "dialog/name_match.h"

namespace nightbell {

DialogInput callerWhoReturned(const VerifyStep &told, const SessionSnapshot &stood)
{
    const auto before = [&](Slot slot) { return stood.slotsFilled.value(keyOf(slot)).value.reveal(); };
    const bool same = (before(Slot::Name).isEmpty() || sameName(told.name.reveal(), before(Slot::Name)))
        && (before(Slot::Birth).isEmpty() || before(Slot::Birth) == told.born.toString(Qt::ISODate));
    if (!same)
        return AnotherCaller{};
    SameCaller caller{.errand = stood.intent, .known = {}};
    for (auto each = stood.slotsFilled.begin(); each != stood.slotsFilled.end(); ++each)
        if (valueOf<Slot>(each.key()) && !each->value.isEmpty() && each.key() != nameOf(Slot::Offer)
            && each.key() != nameOf(Slot::Appointment)) // what was on offer is looked for anew
            caller.known.insert(each.key(), {each->value, each->value});
    return caller;
}

} // namespace nightbell
