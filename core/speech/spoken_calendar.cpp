// Days, years and hours as they are said.
#include "speech/spoken_numbers.h"
#include "speech/spoken_rules.h"

#include <QDate>
#include <QLocale>

#include <vector>

namespace nightbell {

using namespace Qt::StringLiterals;
using Match = QRegularExpressionMatch;

namespace {

const QString aMonth = uR"((Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\b\.?|July?\b\.?)"
                       uR"(|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?))"_s;
const QString aDay = uR"((\d{1,2})(?:st|nd|rd|th)?)"_s;
const QString aYear = uR"((?:,?\s+((?:1[89]|20)\d\d))?(?![\w:]|[.,/-]\d))"_s;
const QString aWeekday = uR"((Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)\b\.?)"_s;

int monthOf(const QString &written)
{
    static const QString all = u"janfebmaraprmayjunjulaugsepoctnovdec"_s;
    return int(all.indexOf(written.left(3).toLower()) / 3) + 1;
}

QString monthName(int month) { return QLocale::c().monthName(month); }

QString weekday(const QString &written)
{
    static const QString all = u"montuewedthufrisatsun"_s;
    return QLocale::c().dayName(int(all.indexOf(written.left(3).toLower()) / 3) + 1);
}

bool isDay(int day) { return day >= 1 && day <= 31; }

QString withYear(const QString &day, const QString &year)
{
    return year.isEmpty() ? day : day + u", "_s + yearWords(year.toInt());
}

QString dayWords(int month, int day, bool dayFirst)
{
    return dayFirst ? u"the %1 of %2"_s.arg(ordinalWords(day), monthName(month))
                    : monthName(month) + u' ' + ordinalWords(day);
}

QString saidDate(int year, int month, int day, bool dayFirst)
{
    return QDate::isValid(year, month, day) ? withYear(dayWords(month, day, dayFirst), QString::number(year))
                                            : QString();
}

QString isoDate(const Match &match, bool dayFirst)
{
    return saidDate(match.captured(1).toInt(), match.captured(2).toInt(), match.captured(3).toInt(), dayFirst);
}

QString slashDate(const Match &match, bool dayFirst)
{
    const int first = match.captured(1).toInt(), second = match.captured(2).toInt();
    const bool dayStands = first > 12 || (dayFirst && second <= 12);
    int year = match.captured(3).toInt();
    if (match.capturedLength(3) == 2)
        year += year < 50 ? 2000 : 1900;
    return saidDate(year, dayStands ? second : first, dayStands ? first : second, dayFirst);
}

QString monthAndDay(const Match &match, bool)
{
    const int from = match.captured(2).toInt(), to = match.captured(3).toInt();
    if (!isDay(from) || (match.hasCaptured(3) && !isDay(to)))
        return {};
    QString said = dayWords(monthOf(match.captured(1)), from, false);
    if (match.hasCaptured(3))
        said += u" to "_s + ordinalWords(to);
    return withYear(said, match.captured(4));
}

QString dayAfterThe(const Match &match, bool)
{
    const int day = match.captured(1).toInt();
    const int month = monthOf(match.captured(2));
    return isDay(day) ? withYear(ordinalWords(day) + u" of "_s + monthName(month), match.captured(3)) : QString();
}

QString dayAndMonth(const Match &match, bool dayFirst)
{
    const QString said = dayAfterThe(match, dayFirst);
    return said.isNull() ? said : u"the "_s + said;
}

QString monthAndYear(const Match &match, bool)
{
    return monthName(monthOf(match.captured(1))) + u' ' + yearWords(match.captured(2).toInt());
}

QString decade(const Match &match, bool)
{
    const QString year = yearWords(match.captured(1).toInt());
    return year.endsWith(u'y') ? year.chopped(1) + u"ies"_s : year + u's';
}

QString withHalf(const Match &match, bool)
{
    const int hour = match.captured(1).toInt(), minute = match.captured(2).toInt();
    if (hour > 23)
        return {};
    const bool endsHere = match.captured().endsWith(u'.') && match.capturedStart(4) >= 0;
    const QString end = endsHere ? u"."_s : QString();
    if (hour == 0 || hour > 12)
        return clockWordsOfDay(hour, minute) + end;
    const QString half = match.captured(3).toLower() == u'a' ? u" A M"_s : u" P M"_s;
    return (minute == 0 ? cardinalWords(hour) : clockWords(hour, minute)) + half + end;
}

} // namespace

std::span<const SpokenRule> calendarRules()
{
    static const std::vector<SpokenRule> rules{
        {QRegularExpression(uR"((\d{4})-(\d{2})-(\d{2})(?!\d))"_s), isoDate},
        {QRegularExpression(uR"((\d{1,2})/(\d{1,2})/(\d{4}|\d{2})(?![\d/]))"_s), slashDate},
        {QRegularExpression(aMonth + uR"(\s+)"_s + aDay + uR"((?:\s?[-–]\s?)"_s + aDay + u")?"_s + aYear), monthAndDay},
        {QRegularExpression(uR"((?<=\bthe ))"_s + aDay + uR"(\s+(?:of\s+)?)"_s + aMonth + aYear), dayAfterThe},
        {QRegularExpression(aDay + uR"(\s+(?:of\s+)?)"_s + aMonth + aYear), dayAndMonth},
        {QRegularExpression(aMonth + uR"(\s+((?:19|20)\d\d)\b)"_s), monthAndYear},
        {QRegularExpression(uR"((\d{1,2})(?::([0-5]\d))?\s?([AaPp])(?:\.\s?[Mm]\.(?=(\s*$|\s+[A-Z])|)|[Mm]\b))"_s),
         withHalf},
        {QRegularExpression(uR"(([01]?\d|2[0-3]):([0-5]\d)(?![\d:]))"_s),
         [](const Match &match, bool) {
             return clockWordsOfDay(match.captured(1).toInt(), match.captured(2).toInt());
         }},
        {QRegularExpression(uR"(((?:19|20)\d0)s\b)"_s), decade},
        {QRegularExpression(aWeekday + uR"(\s?[-–]\s?)"_s + aWeekday),
         [](const Match &match, bool) { return weekday(match.captured(1)) + u" to "_s + weekday(match.captured(2)); }},
        {QRegularExpression(uR"((Mon|Tue|Tues|Thu|Thur|Thurs|Fri)\b\.?)"_s),
         [](const Match &match, bool) { return weekday(match.captured(1)); }},
        {QRegularExpression(uR"((?<=day)\s?[-–—]\s?(?=(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day))"_s),
         [](const Match &, bool) { return u" to "_s; }},
    };
    return rules;
}

} // namespace nightbell
