#include "speech/voice_choice.h"

#include "speech/espeak_throat.h"
#include "speech/flite_throat.h"

#include <algorithm>

namespace nightbell {

ChosenVoice choose(const VoiceChoice &choice)
{
    MouthParts parts{.language = choice.language,
                     .recordings = RecordedPrompts::in(choice.recordings),
                     .keptBytesAtMost = choice.keptBytesAtMost};
    parts.throats.push_back(std::make_unique<FliteThroat>());
    parts.throats.push_back(std::make_unique<EspeakThroat>());
    std::stable_partition(parts.throats.begin(), parts.throats.end(),
                          [&](const auto &throat) { return throat->name() == choice.voice; });
    const QStringList faults = parts.recordings.faults();
    return {std::make_unique<Mouth>(std::move(parts)), faults};
}

} // namespace nightbell
