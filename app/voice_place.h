// The voice as the settings want it, with the prompts of the clinics to be made ready.
#pragma once

#include "clinic/clinic_book.h"
#include "desk/vitals.h"
#include "settings/settings.h"
#include "speech/mouth.h"

namespace nightbell {

std::unique_ptr<Mouth> voicePlace(const Settings &settings, const ClinicBook &book);
void addVoice(const MouthCounts &counts, VitalSigns &signs);

} // namespace nightbell
