#include "line/dial_rule.h"

#include <algorithm>

namespace nightbell {

namespace {

constexpr qsizetype longestNumber = 64;

bool isDialSign(QChar sign)
{
    return (sign >= QLatin1Char('0') && sign <= QLatin1Char('9'))
        || (sign >= QLatin1Char('a') && sign <= QLatin1Char('z'))
        || (sign >= QLatin1Char('A') && sign <= QLatin1Char('Z')) || QStringLiteral("+*#._-").contains(sign);
}

Problem refused(const char *why) { return {Problem::Kind::Refused, QString::fromLatin1(why)}; }

} // namespace

QString dialled(const QString &written)
{
    static const QString digits = QStringLiteral("+*#0123456789");
    static const QString between = QStringLiteral(" ()-./");
    QString number;
    for (const QChar sign : written) {
        if (digits.contains(sign))
            number += sign;
        else if (!between.contains(sign))
            return written; // a name
    }
    return number;
}

Result<> DialRule::admit(const QString &user, Span now)
{
    if (user.isEmpty() || user.size() > longestNumber || !std::all_of(user.begin(), user.end(), isDialSign))
        return refused("not a number that can be dialled");
    const auto begins = [&](const QString &beginning) { return !beginning.isEmpty() && user.startsWith(beginning); };
    if (!std::any_of(m_plan.allowed.begin(), m_plan.allowed.end(), begins))
        return refused("sip.dial_allowed does not list the beginning of this number");
    while (!m_lastHour.isEmpty() && now - m_lastHour.constFirst() >= std::chrono::hours(1))
        m_lastHour.removeFirst();
    if (m_lastHour.size() >= m_plan.perHour)
        return {{Problem::Kind::Full, QStringLiteral("sip.dial_per_hour is reached")}};
    m_lastHour.append(now);
    return {};
}

} // namespace nightbell
