// What in an English text is not said as it is written, in the order in which it is looked for.
#pragma once

#include <QRegularExpression>

#include <span>

namespace nightbell {

struct SpokenRule
{
    QRegularExpression written;                                           // at the beginning of a word or sign
    QString (*said)(const QRegularExpressionMatch &match, bool dayFirst); // null: this is not it after all
};

std::span<const SpokenRule> calendarRules(); // days, years, hours
std::span<const SpokenRule> numberRules();   // telephones, money, places, quantities
std::span<const SpokenRule> wordRules();     // titles, streets, letters, signs

} // namespace nightbell
