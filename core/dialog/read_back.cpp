#include "dialog/read_back.h"

#include <QLocale>

namespace nightbell {

namespace {

QString ordinal(int number)
{
    const int ones = number % 10;
    const bool teen = number / 10 % 10 == 1;
    const char *suffix = teen || ones == 0 || ones > 3 ? "th" : ones == 1 ? "st" : ones == 2 ? "nd" : "rd";
    return QString::number(number) + QLatin1String(suffix);
}

QString dayAndMonth(QDate day, DayStyle style)
{
    const QString month = QLocale::c().monthName(day.month());
    return style == DayStyle::American ? month + u' ' + ordinal(day.day())
                                       : QStringLiteral("the %1 of %2").arg(ordinal(day.day()), month);
}

// Digits in groups that a listener can keep: the national groups where they are known, else by threes.
QStringList groupsOf(const QString &e164)
{
    if (e164.startsWith(u"+1") && e164.size() == 12)
        return {e164.mid(2, 3), e164.mid(5, 3), e164.mid(8)};
    if (e164.startsWith(u"+44") && e164.size() == 13)
        return {u'0' + e164.mid(3, 4), e164.mid(7, 3), e164.mid(10)};
    if (e164.startsWith(u"+61") && e164.size() == 12)
        return {u'0' + e164.mid(3, 3), e164.mid(6, 3), e164.mid(9)};
    QStringList groups;
    for (qsizetype at = 0; at < e164.size(); at += 3)
        groups << e164.mid(at, e164.size() - at == 4 ? 4 : 3);
    return groups;
}

} // namespace

QString spokenDay(QDate day, QDate today, DayStyle style)
{
    QString spoken = QLocale::c().dayName(day.dayOfWeek()) + QLatin1String(style == DayStyle::American ? ", " : " ")
        + dayAndMonth(day, style);
    if (day.year() != today.year())
        spoken += QStringLiteral(", %1").arg(day.year());
    return spoken;
}

QString spokenTime(QTime time)
{
    if (time == QTime(12, 0))
        return QStringLiteral("noon");
    if (time == QTime(0, 0))
        return QStringLiteral("midnight");
    const int hour = time.hour() % 12 == 0 ? 12 : time.hour() % 12;
    const QString half = time.hour() < 12 ? QStringLiteral("am") : QStringLiteral("pm");
    return time.minute() == 0
        ? QStringLiteral("%1 %2").arg(hour).arg(half)
        : QStringLiteral("%1:%2 %3").arg(hour).arg(time.minute(), 2, 10, QLatin1Char('0')).arg(half);
}

QString spokenWhen(const SaidWhen &when, QDate today, DayStyle style)
{
    QStringList parts;
    if (when.date)
        parts << spokenDay(*when.date, today, style);
    else if (when.dateFrom && when.dateTo)
        parts << QStringLiteral("from %1 to %2")
                     .arg(spokenDay(*when.dateFrom, today, style), spokenDay(*when.dateTo, today, style));
    if (when.time)
        parts << QStringLiteral("at %1").arg(spokenTime(*when.time));
    else if (when.timeFrom && when.timeTo)
        parts << QStringLiteral("between %1 and %2").arg(spokenTime(*when.timeFrom), spokenTime(*when.timeTo));
    else if (when.timeFrom)
        parts << QStringLiteral("after %1").arg(spokenTime(*when.timeFrom));
    else if (when.timeTo)
        parts << QStringLiteral("before %1").arg(spokenTime(*when.timeTo));
    return parts.join(u' ');
}

QString spokenPhone(const QString &e164)
{
    QStringList spoken;
    for (const QString &group : groupsOf(e164)) {
        QStringList digits;
        for (const QChar digit : group)
            digits << (digit == u'+' ? QStringLiteral("plus") : QString(digit));
        spoken << digits.join(u' ');
    }
    return spoken.join(QStringLiteral(", "));
}

QString spokenLetters(const QString &name)
{
    QStringList letters;
    for (const QChar letter : name.section(u' ', -1))
        if (letter.isLetter())
            letters << QString(letter.toUpper());
    return letters.join(QStringLiteral(", "));
}

QString spokenBirthDate(QDate day, DayStyle style)
{
    return dayAndMonth(day, style) + QStringLiteral(", %1").arg(day.year());
}

} // namespace nightbell
