// The ear as the settings want it, with the words of the clinics and of what the assistant says to them.
#pragma once

#include "clinic/clinic_book.h"
#include "desk/vitals.h"
#include "dialog/script.h"
#include "settings/settings.h"
#include "speech/pocketsphinx_transcriber.h"

namespace nightbell {

class ClinicDesk;
class ScriptDesk;

struct HearingPlace
{
    std::unique_ptr<PocketsphinxTranscriber> transcriber; // none: nobody hears callers
    std::optional<Problem> trouble;                       // why not, though the settings want one
};

HearingPlace hearingPlace(const Settings &settings, const ClinicDesk &clinics, const ScriptDesk &scripts);

// From now on nothing is published whose words it cannot learn, and what is published is heard from the next call on.
// Nothing is published any more when the transcriber is gone.
void learnWhatIsPublished(PocketsphinxTranscriber &transcriber, ClinicDesk &clinics, ScriptDesk &scripts);

void addHearing(const HearingVitals &hearing, VitalSigns &signs);

} // namespace nightbell
