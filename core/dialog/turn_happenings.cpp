#include "dialog/turn_happenings.h"

namespace nightbell {

QList<Happening> happeningsOf(const DialogState &before, const DialogState &after, const TurnOfCall &turn)
{
    QList<Happening> all;
    if (after.errand != before.errand)
        all << Understood{.turn = turn.turn, .intent = after.errand, .evidence = {}};
    for (auto each = after.known.begin(); each != after.known.end(); ++each)
        if (before.known.value(each.key()) != each.value())
            all << SlotFilled{
                .slot = each.key(), .value = each->value, .source = turn.source, .confirmed = each->confirmed};
    for (auto each = before.known.begin(); each != before.known.end(); ++each)
        if (!after.known.contains(each.key())) // forgotten with its errand
            all << SlotFilled{.slot = each.key(), .value = {}, .source = turn.source};
    const auto placeIn = [](const DialogState &state) { return state.places.value(state.places.size() - 1); };
    if (placeIn(before) != placeIn(after))
        all << ScriptMoved{placeIn(after).script, turn.scriptVersion, placeIn(after).node};
    return all;
}

MessageTaken messageTaken(const MessageId &id, const MessageStep &step)
{
    return {.message = id,
            .about = step.kind,
            .words = step.words,
            .name = step.from.name,
            .born = PrivateText(step.from.born.toString(Qt::ISODate)),
            .phone = step.from.phone,
            .medication = step.medication,
            .pharmacy = step.pharmacy,
            .urgent = step.urgent};
}

} // namespace nightbell
