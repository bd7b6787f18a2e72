#include "engine/destination.h"

#include "clinic/greeting.h"

namespace nightbell {

std::optional<Destination> destinationIn(const ClinicBook &book, const PrivateText &calledNumber)
{
    const Result<CalledPlace> place = whoIsCalled(book, calledNumber.reveal());
    const Organisation *clinic = place ? organisationOf(book, place.value().clinic) : nullptr;
    if (!clinic)
        return std::nullopt;
    const RecordingPolicy recording = clinic->recording.value_or(RecordingPolicy());
    return Destination{
        place.value().clinic, place.value().branch,
        CallRules{.greeting = greetingWords(*clinic),
                  .recording = {.enabled = recording.enabled, .notice = recording.notice},
                  .staffLost = QStringLiteral("We lost the person you spoke with. The line is still open, "
                                              "and I am alerting our staff."),
                  .sessionTtl = std::chrono::seconds{clinic->sessionTtlSeconds}}};
}

} // namespace nightbell
