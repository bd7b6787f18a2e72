// How much a clinic file may hold.
#pragma once

#include <QtGlobal>

namespace nightbell::clinic_limits {

inline constexpr qsizetype organisations = 100, branches = 200, numbersOfABranch = 100, providers = 1'000,
                           services = 500, languages = 20, keywords = 500, onCallSteps = 20, specialDays = 400,
                           rangesADay = 12, answers = 500, plans = 200, waysToAsk = 50;
inline constexpr qsizetype idCharacters = 64, nameCharacters = 200, addressCharacters = 500, greetingCharacters = 1'000,
                           keywordCharacters = 100, noticeCharacters = 500, questionCharacters = 200,
                           answerCharacters = 600;
inline constexpr int serviceMinutes = 480, onCallSecondsAtLeast = 5, onCallSeconds = 3'600, retentionDays = 36'500,
                     sessionTtlSeconds = 7 * 24 * 3'600, specialDaysInARow = 366, slotMinutesAtLeast = 5,
                     slotMinutes = 120, nightMinutes = 12 * 60;

} // namespace nightbell::clinic_limits
