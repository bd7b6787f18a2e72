// The end of an appointment's keeping: its data key goes, and with it every word of it; its rows go too. And what the
// diary needs no more: minutes, holds and blocks that are past.
#pragma once

#include "store/key_ring.h"

namespace nightbell {

// Those that began before a moment, once the keeping of every call that acted on them has ended. In one transaction;
// answers how many.
Result<int> forgetAppointments(Database &database, KeyRing &keys, const ClinicId &clinic, Instant before, int atMost);

Result<> sweepDiary(Database &database, const ClinicId &clinic, Instant now);

} // namespace nightbell
