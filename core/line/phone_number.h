// Telephone numbers as the whole world writes them (E.164), by libphonenumber.
#pragma once

#include <QString>

namespace nightbell {

// +4930123456 of 030 123456 in DE. What is no number of that country, or has no country, stays as it is written.
QString toE164(const QString &written, const QString &region);

} // namespace nightbell
