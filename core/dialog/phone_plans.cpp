// The numbering plans of the countries whose clinics use Nightbell, as far as a spoken number needs them: what to dial
// first, how long a number is, how it may begin.
#include "dialog/said_phone.h"

#include <QRegularExpression>

namespace nightbell {

namespace {

struct Plan
{
    const char *regions;
    const char *code;
    const char *international; // what is dialled before a country's code
    const char *trunk;         // what is dialled before a national number
    const char *national;      // all national numbers, without the trunk
};

constexpr Plan plans[]{
    {"US CA PR", "1", "011", "1", "^[2-9](?!11)\\d{2}[2-9]\\d{6}$"},
    {"GB UK", "44", "00", "0", "^(7\\d{9}|[12]\\d{9}|3\\d{9}|[58]\\d{9}|9\\d{9}|800\\d{6}|16977\\d{4})$"},
    {"AU", "61", "0011", "0", "^([23478]\\d{8}|1[38]00\\d{6}|13\\d{4})$"},
    {"NZ", "64", "00", "0", "^([34679]\\d{7}|2\\d{7,9}|[58]0\\d{6,8})$"},
    {"IE", "353", "00", "0", "^(8[3-9]\\d{7}|1\\d{7}|[2-79]\\d{6,8}|1[58]\\d{8})$"},
    {"DE", "49", "00", "0", "^[1-9]\\d{5,11}$"},
};

const Plan *planOf(const QString &region)
{
    for (const Plan &plan : plans)
        if (QString::fromLatin1(plan.regions).split(u' ').contains(region))
            return &plan;
    return nullptr;
}

bool isNational(const Plan &plan, const QString &digits)
{
    return QRegularExpression(QString::fromLatin1(plan.national)).match(digits).hasMatch();
}

// "44 0 7700 900678": the trunk digit is said, though it must not be dialled.
QString withCode(const QString &digits)
{
    for (const Plan &plan : plans) {
        const QString code = QString::fromLatin1(plan.code), trunk = QString::fromLatin1(plan.trunk);
        if (!digits.startsWith(code))
            continue;
        QString rest = digits.mid(code.size());
        if (!isNational(plan, rest) && rest.startsWith(trunk))
            rest = rest.mid(trunk.size());
        return isNational(plan, rest) ? u'+' + code + rest : QString();
    }
    return digits.size() >= 8 && digits.size() <= 15 && !digits.startsWith(u'0') ? u'+' + digits : QString();
}

} // namespace

QString phoneFromDigits(const QString &digits, bool international, const QString &region)
{
    if (international)
        return withCode(digits);
    const Plan *plan = planOf(region);
    if (!plan)
        return {};
    const QString trunk = QString::fromLatin1(plan->trunk), code = QString::fromLatin1(plan->code);
    const bool american = code == u"1";
    const bool bare = american || digits.startsWith(u"13") || digits.startsWith(u"18") // no trunk before these
        || (code == u"44" && digits.startsWith(u'7')) || (code == u"61" && digits.startsWith(u'4'));
    if (bare && isNational(*plan, digits))
        return u'+' + code + digits;
    if (digits.startsWith(trunk) && isNational(*plan, digits.mid(trunk.size())))
        return u'+' + code + digits.mid(trunk.size());
    const QString abroad = QString::fromLatin1(plan->international);
    if (digits.startsWith(abroad))
        return withCode(digits.mid(abroad.size()));
    if (!american && digits.startsWith(code))
        return withCode(digits);
    return {};
}

} // namespace nightbell
