#include "speech/spoken_numbers.h"

#include <QHash>
#include <QStringList>

#include <array>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array small{"zero",     "one",     "two",     "three",     "four",     "five",    "six",
                           "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",  "thirteen",
                           "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
constexpr std::array tens{"", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};

QString word(const char *text) { return QString::fromLatin1(text); }

QString belowHundred(qint64 number)
{
    if (number < qint64(small.size()))
        return word(small[std::size_t(number)]);
    const QString ten = word(tens[std::size_t(number / 10)]);
    return number % 10 == 0 ? ten : ten + u' ' + word(small[std::size_t(number % 10)]);
}

// The last two digits of a year or a clock: "oh five".
QString twoDigits(qint64 number) { return number < 10 ? u"oh "_s + belowHundred(number) : belowHundred(number); }

QString ordinalOf(const QString &last)
{
    static const QHash<QString, QString> odd{
        {u"one"_s, u"first"_s},    {u"two"_s, u"second"_s}, {u"three"_s, u"third"_s},   {u"five"_s, u"fifth"_s},
        {u"eight"_s, u"eighth"_s}, {u"nine"_s, u"ninth"_s}, {u"twelve"_s, u"twelfth"_s}};
    if (const auto found = odd.constFind(last); found != odd.cend())
        return *found;
    return last.endsWith(u'y') ? last.chopped(1) + u"ieth"_s : last + u"th"_s;
}

} // namespace

QString cardinalWords(qint64 number)
{
    if (number < 100)
        return belowHundred(number);
    struct Step
    {
        qint64 size;
        const char *name;
    };
    constexpr std::array steps{Step{1'000'000, "million"}, Step{1'000, "thousand"}, Step{100, "hundred"}};
    QStringList said;
    for (const Step &step : steps)
        if (number >= step.size) {
            said << cardinalWords(number / step.size) << word(step.name);
            number %= step.size;
        }
    if (number > 0)
        said << belowHundred(number);
    return said.join(u' ');
}

QString ordinalWords(qint64 number)
{
    const QString cardinal = cardinalWords(number);
    const qsizetype last = cardinal.lastIndexOf(u' ') + 1;
    return cardinal.left(last) + ordinalOf(cardinal.mid(last));
}

QString digitWords(QStringView digits)
{
    QStringList said;
    for (const QChar digit : digits)
        if (digit >= u'0' && digit <= u'9')
            said << word(small[std::size_t(digit.digitValue())]);
    return said.join(u' ');
}

QString groupedDigitWords(QStringView groups)
{
    QStringList said;
    QString group;
    for (qsizetype at = 0; at <= groups.size(); ++at) {
        if (at < groups.size() && groups[at] >= u'0' && groups[at] <= u'9') {
            group += groups[at];
        } else if (!group.isEmpty()) {
            said << digitWords(group);
            group.clear();
        }
    }
    return said.join(u", "_s);
}

QString yearWords(int year)
{
    const int century = year / 100, rest = year % 100;
    if (year < 1'000 || year % 1'000 < 10) // "two thousand five"
        return cardinalWords(year);
    return belowHundred(century) + u' ' + (rest == 0 ? u"hundred"_s : twoDigits(rest));
}

QString shortNumberWords(QStringView digits)
{
    const qint64 number = digits.toLongLong();
    if (digits.startsWith(u'0') || digits.size() > 4)
        return digitWords(digits);
    if (number < 100 || number % 1'000 == 0)
        return cardinalWords(number);
    if (number % 100 == 0)
        return cardinalWords(number / 100) + u" hundred"_s;
    return cardinalWords(number / 100) + u' ' + twoDigits(number % 100);
}

QString clockWords(int hour, int minute)
{
    return cardinalWords(hour) + (minute == 0 ? u" o'clock"_s : u' ' + twoDigits(minute));
}

QString clockWordsOfDay(int hour, int minute)
{
    if (hour == 0 && minute == 0)
        return u"midnight"_s;
    if (hour >= 1 && hour <= 12)
        return clockWords(hour, minute);
    const QString half = hour == 0 ? u" A M"_s : u" P M"_s;
    const int onClock = hour == 0 ? 12 : hour - 12;
    return (minute == 0 ? cardinalWords(onClock) : clockWords(onClock, minute)) + half;
}

} // namespace nightbell
