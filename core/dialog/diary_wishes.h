// What a conversation wants of the diary, out of what the caller said.
#pragma once

#include "dialog/conversation.h"

namespace nightbell {

// The day and the hours that were named, else the next weeks.
FindTimesStep searchFor(const DialogState &state, const Surroundings &here);

// Those that the caller's words fit; all, when they fit none.
QList<Appointment> hinted(const DialogState &state, const QList<Appointment> &all);
QList<Appointment> ofTheSameKind(const DialogState &state,
                                 const QList<Appointment> &all); // as the visit that is wished for

const Appointment *movedOne(const DialogState &state); // that is to be moved; none: a new one is wanted

// The openings that are named to a caller: two, on different hours or days, the best first.
QList<OfferedTime> twoOf(const QList<OfferedTime> &times);

} // namespace nightbell
