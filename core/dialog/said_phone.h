// A telephone number as it is said, in E.164: "five oh two triple five", "double seven", "plus one", with corrections.
// What is behind "extension" is left out; too few or too many digits are invalid.
#pragma once

#include "dialog/words.h"

#include <QStringList>

namespace nightbell {

struct SaidPhone
{
    QString e164;
    bool invalid = false; // digits were said, but no number of that region
    QString digits;       // as said, after corrections
    Evidence evidence;

    bool nothing() const { return e164.isEmpty() && !invalid; }
};

SaidPhone saidPhone(const Words &said, const QString &region); // "US", "CA", "UK" or "GB", "AU", "NZ", "IE", "DE", …

// The national rules, plain: the E.164 form, or nothing.
QString phoneFromDigits(const QString &digits, bool international, const QString &region);

} // namespace nightbell
