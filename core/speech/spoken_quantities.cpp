// Telephones, money, rooms, measures: numbers as they are said where they stand.
#include "speech/spoken_numbers.h"
#include "speech/spoken_rules.h"

#include <QHash>
#include <QStringList>

#include <vector>

namespace nightbell {

using namespace Qt::StringLiterals;
using Match = QRegularExpressionMatch;

namespace {

constexpr qsizetype digitsOfANumber = 4; // more without a comma are a code: digit by digit

const QString aNumber = uR"((\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?)"_s;

QString wholeWords(QString digits)
{
    const bool grouped = digits.contains(u',');
    digits.remove(u',');
    const bool round = digits.endsWith(u"000"_s);
    if ((digits.size() > 1 && digits.startsWith(u'0')) || (digits.size() > digitsOfANumber && !grouped && !round)
        || digits.size() > 9)
        return digitWords(digits);
    return cardinalWords(digits.toLongLong());
}

QString amount(const Match &match) // captures 1 and 2 of aNumber
{
    const QString whole = wholeWords(match.captured(1));
    return match.hasCaptured(2) ? whole + u" point "_s + digitWords(match.captured(2)) : whole;
}

QString telephone(const Match &match, bool) { return groupedDigitWords(match.captured()); }

QString inThrees(const QString &digits)
{
    QStringList groups;
    for (qsizetype at = 0; at < digits.size();) {
        const qsizetype left = digits.size() - at;
        const qsizetype size = left == 4 ? 4 : left < 3 ? left : 3;
        groups << digitWords(QStringView(digits).mid(at, size));
        at += size;
    }
    return groups.join(u", "_s);
}

QString international(const Match &match, bool)
{
    const QString written = match.captured(1);
    if (written.contains(u' '))
        return u"plus "_s + groupedDigitWords(written);
    if (written.startsWith(u'1') && written.size() == 11)
        return u"plus one, "_s + inThrees(written.mid(1));
    return u"plus "_s + inThrees(written);
}

QString money(const Match &match, bool)
{
    struct Coin
    {
        QString one, many, part, parts;
    };
    static const QHash<QString, Coin> coins{{u"$"_s, {u"dollar"_s, u"dollars"_s, u"cent"_s, u"cents"_s}},
                                            {u"£"_s, {u"pound"_s, u"pounds"_s, u"penny"_s, u"pence"_s}},
                                            {u"€"_s, {u"euro"_s, u"euros"_s, u"cent"_s, u"cents"_s}}};
    const Coin coin = coins.value(match.captured(1));
    const QString whole = wholeWords(match.captured(2));
    const int part = match.captured(3).toInt();
    QStringList said;
    if (whole != "zero"_L1 || part == 0)
        said << whole + u' ' + (whole == "one"_L1 ? coin.one : coin.many);
    if (part > 0)
        said << cardinalWords(part) + u' ' + (part == 1 ? coin.part : coin.parts);
    return said.join(u" and "_s);
}

QString measure(const Match &match, bool)
{
    static const QHash<QString, QString> units{
        {u"mg"_s, u"milligram"_s},  {u"mcg"_s, u"microgram"_s}, {u"g"_s, u"gram"_s},        {u"kg"_s, u"kilogram"_s},
        {u"ml"_s, u"milliliter"_s}, {u"lb"_s, u"pound"_s},      {u"mm"_s, u"millimeter"_s}, {u"cm"_s, u"centimeter"_s},
        {u"km"_s, u"kilometer"_s},  {u"hr"_s, u"hour"_s},       {u"min"_s, u"minute"_s}};
    QString unit = match.captured(3).toLower();
    if (unit.endsWith(u's'))
        unit.chop(1);
    const QString said = amount(match);
    return said + u' ' + units.value(unit) + (said == "one"_L1 ? u""_s : u"s"_s);
}

QString state(const QString &letters)
{
    static const QStringList all =
        u"AL Alabama,AK Alaska,AZ Arizona,AR Arkansas,CA California,CO Colorado,CT Connecticut,DE Delaware,"
        u"DC D C,FL Florida,GA Georgia,HI Hawaii,ID Idaho,IL Illinois,IN Indiana,IA Iowa,KS Kansas,KY Kentucky,"
        u"LA Louisiana,ME Maine,MD Maryland,MA Massachusetts,MI Michigan,MN Minnesota,MS Mississippi,MO Missouri,"
        u"MT Montana,NE Nebraska,NV Nevada,NH New Hampshire,NJ New Jersey,NM New Mexico,NY New York,"
        u"NC North Carolina,ND North Dakota,OH Ohio,OK Oklahoma,OR Oregon,PA Pennsylvania,RI Rhode Island,"
        u"SC South Carolina,SD South Dakota,TN Tennessee,TX Texas,UT Utah,VT Vermont,VA Virginia,WA Washington,"
        u"WV West Virginia,WI Wisconsin,WY Wyoming"_s.split(u',');
    for (const QString &each : all)
        if (each.startsWith(letters + u' '))
            return each.mid(3);
    return {};
}

QString stateAndCode(const Match &match, bool)
{
    const QString name = state(match.captured(1));
    return name.isEmpty() ? QString() : name + u", "_s + groupedDigitWords(match.captured(2));
}

QString postcode(const Match &match, bool) // "SW1A 1AA"
{
    QStringList said;
    for (const QChar sign : match.captured())
        if (!sign.isSpace())
            said << (sign.isDigit() ? digitWords(QString(sign)) : QString(sign));
    return said.join(u' ');
}

QString room(const Match &match, bool)
{
    static const QHash<QString, QString> names{
        {u"rm"_s, u"Room"_s},       {u"ste"_s, u"Suite"_s}, {u"apt"_s, u"Apartment"_s}, {u"bldg"_s, u"Building"_s},
        {u"ext"_s, u"extension"_s}, {u"#"_s, u"number"_s},  {u"no"_s, u"number"_s},     {u"fl"_s, u"Floor"_s}};
    QString name = match.captured(1);
    if (name.endsWith(u'.'))
        name.chop(1);
    name = names.value(name.toLower(), name);
    const bool extension = name.compare("extension"_L1, Qt::CaseInsensitive) == 0;
    const QString number = extension ? digitWords(match.captured(2)) : shortNumberWords(match.captured(2));
    return name + u' ' + number + (match.hasCaptured(3) ? u' ' + match.captured(3).toUpper() : QString());
}

QString house(const Match &match, bool)
{
    static const QHash<QString, QString> kinds{
        {u"St"_s, u"Street"_s},    {u"Ave"_s, u"Avenue"_s},  {u"Rd"_s, u"Road"_s},   {u"Blvd"_s, u"Boulevard"_s},
        {u"Dr"_s, u"Drive"_s},     {u"Ln"_s, u"Lane"_s},     {u"Ct"_s, u"Court"_s},  {u"Pl"_s, u"Place"_s},
        {u"Pkwy"_s, u"Parkway"_s}, {u"Hwy"_s, u"Highway"_s}, {u"Sq"_s, u"Square"_s}, {u"Ter"_s, u"Terrace"_s}};
    static const QHash<QString, QString> sides{
        {u"N"_s, u"North"_s}, {u"S"_s, u"South"_s}, {u"E"_s, u"East"_s}, {u"W"_s, u"West"_s}};
    const QString kind = match.captured(4) + kinds.value(match.captured(5));
    const QString side = sides.value(match.captured(2).left(1));
    return shortNumberWords(match.captured(1)) + u' ' + (side.isEmpty() ? side : side + u' ')
        + match.captured(3).simplified() + u' ' + kind;
}

QString fraction(const Match &match, bool)
{
    static const QHash<QString, QString> known{{u"1/2"_s, u"one half"_s},       {u"1/3"_s, u"one third"_s},
                                               {u"2/3"_s, u"two thirds"_s},     {u"1/4"_s, u"one quarter"_s},
                                               {u"3/4"_s, u"three quarters"_s}, {u"24/7"_s, u"twenty four seven"_s}};
    return known.value(match.captured());
}

} // namespace

std::span<const SpokenRule> numberRules()
{
    static const std::vector<SpokenRule> rules{
        {QRegularExpression(uR"(\+(\d[\d ]{5,16}\d)(?!\d))"_s), international},
        {QRegularExpression(uR"((?:\+?1[-. ])?(?:\(\d{3}\)\s?|\d{3}[-. ])\d{3}[-. ]\d{4}(?!\d))"_s), telephone},
        {QRegularExpression(uR"(0\d{2,4} \d{3,4}(?: \d{3,4})?(?!\d))"_s), telephone},
        {QRegularExpression(uR"(\d{3}-\d{4}(?!\d))"_s), telephone},
        {QRegularExpression(uR"(\d{5}-\d{4}(?!\d))"_s), telephone},
        {QRegularExpression(uR"(\d{2,4}(?:-\d{2,4}){2,}(?!\d))"_s), telephone},
        {QRegularExpression(uR"(\d(?:-\d){2,}(?![\d-]))"_s),
         [](const Match &match, bool) { return digitWords(match.captured()); }},
        {QRegularExpression(uR"(\d{7,}(?!\d))"_s), [](const Match &match, bool) { return inThrees(match.captured()); }},
        {QRegularExpression(uR"(([A-Z]{2})\s(\d{5}(?:-\d{4})?)(?!\d))"_s), stateAndCode},
        {QRegularExpression(uR"([A-Z]{1,2}\d[\dA-Z]?\s\d[A-Z]{2}\b)"_s), postcode},
        {QRegularExpression(
             uR"((\d{1,5})\s+(?:([NSEW]\.?|North|South|East|West)\s+)?((?:[A-Z][\w']+\s+){1,3}?|\d+(?:st|nd|rd|th)\s+))"
             uR"((?:(Street|Avenue|Road|Boulevard|Drive|Lane|Court|Place|Parkway|Highway|Square|Terrace|Way)\b)"
             uR"(|(St|Ave|Rd|Blvd|Dr|Ln|Ct|Pl|Pkwy|Hwy|Sq|Ter)\b(?:\.(?!\s*$))?))"_s),
         house},
        {QRegularExpression(
             uR"((Room|Rm\.?|Suite|Ste\.?|Apt\.?|Apartment|Unit|Bldg\.?|Building|Extension|Ext\.?|#|No\.|Fl\.))"
             uR"(\s?#?\s?(\d{1,5})([A-Z])?\b)"_s,
             QRegularExpression::CaseInsensitiveOption),
         room},
        {QRegularExpression(uR"((?:911|988|999|111|000|112|1737|116 123|13 11 14)(?![\w:%/]|[.,-]\d))"_s), telephone},
        {QRegularExpression(
             uR"((?<=call |dial |text |ring |calling |dialing |dialling |texting |stay with )\d{2,6}(?: \d{2,4})*(?![\w:%/]|[.,-]\d))"_s,
             QRegularExpression::CaseInsensitiveOption),
         telephone},
        {QRegularExpression(uR"(([$£€])\s?(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{2}))?(?![\d]))"_s), money},
        {QRegularExpression(aNumber + uR"(\s?%)"_s),
         [](const Match &match, bool) { return amount(match) + u" percent"_s; }},
        {QRegularExpression(aNumber + uR"(\s?(mg|mcg|kg|g|m[lL]|lbs?|mm|cm|km|hrs?|mins?)\b)"_s), measure},
        {QRegularExpression(uR"(\d{1,2}/\d(?![\d/]))"_s), fraction},
        {QRegularExpression(uR"((\d{1,9})(?:st|nd|rd|th)\b)"_s),
         [](const Match &match, bool) { return ordinalWords(match.captured(1).toLongLong()); }},
        {QRegularExpression(uR"((?<=[\dmM.])\s?[-–—]\s?(?=\d))"_s), [](const Match &, bool) { return u" to "_s; }},
        {QRegularExpression(uR"((?:19|20)\d\d(?![\w:%]|[.,-]\d))"_s),
         [](const Match &match, bool) { return yearWords(match.captured().toInt()); }},
        {QRegularExpression(aNumber + uR"((?![A-Za-z]))"_s), [](const Match &match, bool) { return amount(match); }},
        {QRegularExpression(uR"((\d+))"_s),
         [](const Match &match, bool) { return wholeWords(match.captured()) + u' '; }}, // "12B"
    };
    return rules;
}

} // namespace nightbell
