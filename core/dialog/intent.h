// What a caller can want, in the labels of the receptionist's trade.
#pragma once

#include <QString>

#include <array>
#include <optional>

namespace nightbell {

enum class Intent { // in the order of their names
    Affirm,
    Book,
    Callback,
    Cancel,
    Complaint,
    ConfirmAppointment,
    Crisis,
    Deny,
    Emergency,
    Goodbye,
    Hours,
    Human,
    InsuranceFaq,
    LanguageOther,
    Location,
    OutOfScope,
    ProvideInfo,
    Refill,
    Repeat,
    Reschedule,
    Results,
    ServicesFaq,
    Spam,
    Urgent,
    WrongNumber,
};

inline constexpr int intentCount = int(Intent::WrongNumber) + 1;

QString nameOf(Intent intent); // "confirm_appointment"
std::optional<Intent> intentNamed(QStringView name);

// Which of several intents in one breath is served first: danger, then a change in the diary or another request, then
// a question, then manners. Greater is sooner.
int urgencyOf(Intent intent);

} // namespace nightbell
