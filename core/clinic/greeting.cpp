#include "clinic/greeting.h"

#include "clinic/emergency_number.h"

namespace nightbell {
namespace {

const QLatin1StringView clinicPiece("{clinic}"), emergencyPiece("{emergency}");

QString digitByDigit(const QString &number) // "nine one one", not "nine hundred and eleven"
{
    QStringList digits;
    for (const QChar each : number)
        digits << each;
    return digits.join(u' ');
}

} // namespace

QString greetingWords(const Organisation &organisation)
{
    QString words;
    for (QStringView left = organisation.greeting;
         !left.isEmpty();) { // once from left to right: a name may hold braces
        if (left.startsWith(clinicPiece)) {
            words += organisation.name;
            left = left.mid(clinicPiece.size());
        } else if (left.startsWith(emergencyPiece)) {
            words += digitByDigit(emergencyNumberOf(organisation));
            left = left.mid(emergencyPiece.size());
        } else {
            words += left.front();
            left = left.mid(1);
        }
    }
    return words;
}

std::optional<QString> unknownPiece(QStringView greeting)
{
    QString rest = greeting.toString();
    rest.remove(clinicPiece).remove(emergencyPiece);
    const qsizetype opens = rest.indexOf(u'{'), closes = rest.indexOf(u'}');
    if (opens < 0 && closes < 0)
        return std::nullopt;
    return opens >= 0 && closes > opens ? rest.mid(opens, closes - opens + 1) : rest.mid(qMax(opens, closes), 1);
}

} // namespace nightbell
