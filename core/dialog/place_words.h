// What stands in the places of wordings, as it is spoken: from what the clinic is and what the caller told.
#pragma once

#include "dialog/conversation.h"
#include "dialog/script_texts.h"

namespace nightbell {

PlaceWords placeWords(const Surroundings &here, const DialogState &state);

QString spokenOffer(const Surroundings &here,
                    const OfferedTime &time); // "Thursday, September 17th at 10 am with Dr. Patel"
QString spokenAppointment(const Surroundings &here, const Appointment &appointment);
QString crisisLineOf(const QString &country); // whom somebody in a crisis can call at any hour; empty: not known

} // namespace nightbell
