#include "line/phone_number.h"

#include <phonenumbers/phonenumberutil.h>

namespace nightbell {

namespace {

constexpr qsizetype longestWritten = 64;

} // namespace

QString toE164(const QString &written, const QString &region)
{
    using i18n::phonenumbers::PhoneNumber;
    using i18n::phonenumbers::PhoneNumberUtil;
    if (written.isEmpty() || written.size() > longestWritten)
        return written;
    const PhoneNumberUtil &numbers = *PhoneNumberUtil::GetInstance();
    const std::string country = region.isEmpty() ? "ZZ" : region.toStdString(); // ZZ: only what has its country code
    PhoneNumber number;
    if (numbers.Parse(written.toStdString(), country, &number) != PhoneNumberUtil::NO_PARSING_ERROR
        || !numbers.IsValidNumber(number))
        return written;
    std::string text;
    numbers.Format(number, PhoneNumberUtil::E164, &text);
    return QString::fromStdString(text);
}

} // namespace nightbell
