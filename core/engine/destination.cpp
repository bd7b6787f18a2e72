#include "engine/destination.h"

#include "clinic/emergency_number.h"
#include "clinic/greeting.h"

namespace nightbell {

namespace {

// Whatever a clinic has written: every caller is told that no person speaks, and what to dial in an emergency.
QString openingWords(const Organisation &clinic)
{
    Organisation whole = clinic;
    QString &greeting = whole.greeting;
    if (!greeting.contains(QStringLiteral("assistant"), Qt::CaseInsensitive))
        greeting += QStringLiteral(" You are speaking with an automated assistant.");
    if (!greeting.contains(QStringLiteral("{emergency}")) && !emergencyNumberOf(clinic).isEmpty())
        greeting += QStringLiteral(" If this is an emergency, please hang up and dial {emergency}.");
    return greetingWords(whole).trimmed();
}

} // namespace

std::optional<Destination> destinationIn(const ClinicBook &book, const PrivateText &calledNumber)
{
    const Result<CalledPlace> place = whoIsCalled(book, calledNumber.reveal());
    const Organisation *clinic = place ? organisationOf(book, place.value().clinic) : nullptr;
    if (!clinic)
        return std::nullopt;
    const RecordingPolicy recording = clinic->recording.value_or(RecordingPolicy());
    return Destination{
        place.value().clinic, place.value().branch,
        CallRules{.greeting = openingWords(*clinic),
                  .recording = {.enabled = recording.enabled, .notice = recording.notice},
                  .staffLost = QStringLiteral("We lost the person you spoke with. The line is still open, "
                                              "and I am alerting our staff."),
                  .sessionTtl = std::chrono::seconds{clinic->sessionTtlSeconds}},
        clinic->languages.value(0)};
}

} // namespace nightbell
