#include "clinic/hours.h"

namespace nightbell {

std::optional<TimeOfDay> timeOfDayFrom(QStringView text)
{
    const auto digit = [&](qsizetype at) { return text[at] >= u'0' && text[at] <= u'9' ? text[at].digitValue() : -1; };
    if (text.size() != 5 || text[2] != u':')
        return std::nullopt;
    for (const int at : {0, 1, 3, 4})
        if (digit(at) < 0)
            return std::nullopt;
    const int hour = digit(0) * 10 + digit(1), minute = digit(3) * 10 + digit(4);
    const TimeOfDay time{hour * 60 + minute};
    if (minute > 59 || time.minute > minutesPerDay)
        return std::nullopt;
    return time;
}

QString textOf(TimeOfDay time)
{
    return QStringLiteral("%1:%2").arg(time.minute / 60, 2, 10, QChar(u'0')).arg(time.minute % 60, 2, 10, QChar(u'0'));
}

} // namespace nightbell
