// Numbers as an English voice says them.
#pragma once

#include <QString>

namespace nightbell {

inline constexpr qint64 numberSpokenAtMost = 999'999'999; // what is larger is said digit by digit

QString cardinalWords(qint64 number);          // 0 to numberSpokenAtMost: "one hundred twenty three"
QString ordinalWords(qint64 number);           // the same: "twenty third"
QString digitWords(QStringView digits);        // "nine one one"; what is no digit is left out
QString groupedDigitWords(QStringView groups); // "555 0133": with a pause between the groups
QString yearWords(int year);                   // 1 to 9999: "nineteen eighty five"
QString shortNumberWords(QStringView digits);  // a room, a house: "two oh four", "twelve hundred"
QString clockWords(int hour, int minute);      // 12-hour, without its half: "nine oh five", "ten o'clock"
QString clockWordsOfDay(int hour, int minute); // 0 to 23: "two oh five P M", "midnight"

} // namespace nightbell
