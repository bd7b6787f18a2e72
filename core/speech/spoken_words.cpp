// Titles, streets, letters and signs as they are said.
#include "speech/spoken_numbers.h"
#include "speech/spoken_rules.h"

#include <QHash>
#include <QStringList>

#include <vector>

namespace nightbell {

using namespace Qt::StringLiterals;
using Match = QRegularExpressionMatch;

namespace {

QString apart(const QString &letters, const QString &between)
{
    QStringList said;
    for (const QChar letter : letters)
        if (letter.isLetter())
            said << QString(letter.toUpper());
    return said.join(between);
}

QString shortened(const Match &match, bool)
{
    static const QHash<QString, QString> whole{
        {u"dr"_s, u"Doctor"_s},        {u"mr"_s, u"Mister"_s},          {u"mrs"_s, u"Missus"_s},
        {u"ms"_s, u"Miz"_s},           {u"prof"_s, u"Professor"_s},     {u"jr"_s, u"Junior"_s},
        {u"sr"_s, u"Senior"_s},        {u"ave"_s, u"Avenue"_s},         {u"blvd"_s, u"Boulevard"_s},
        {u"rd"_s, u"Road"_s},          {u"hwy"_s, u"Highway"_s},        {u"pkwy"_s, u"Parkway"_s},
        {u"ln"_s, u"Lane"_s},          {u"ct"_s, u"Court"_s},           {u"pl"_s, u"Place"_s},
        {u"sq"_s, u"Square"_s},        {u"apt"_s, u"apartment"_s},      {u"ste"_s, u"suite"_s},
        {u"bldg"_s, u"building"_s},    {u"dept"_s, u"department"_s},    {u"ext"_s, u"extension"_s},
        {u"appt"_s, u"appointment"_s}, {u"appts"_s, u"appointments"_s}, {u"approx"_s, u"approximately"_s},
        {u"vs"_s, u"versus"_s},        {u"etc"_s, u"et cetera"_s},      {u"st"_s, u"Street"_s}};
    return whole.value(match.captured(1).toLower());
}

QString address(const Match &match, bool) // of a letter box or a page on the net
{
    static const QHash<QChar, QString> signs{
        {u'@', u"at"_s}, {u'.', u"dot"_s}, {u'-', u"dash"_s}, {u'_', u"underscore"_s}, {u'+', u"plus"_s}};
    QString said;
    for (const QChar sign : match.captured()) {
        const QString word = sign.isDigit() ? digitWords(QString(sign)) : signs.value(sign);
        said += word.isEmpty() ? QString(sign) : u' ' + word + u' ';
    }
    return said.simplified();
}

QString signAndNumber(const Match &match, bool) // "B12", "A1C", "H1N1"
{
    QStringList said;
    static const QRegularExpression part(uR"([A-Z]|\d+)"_s);
    for (auto each = part.globalMatch(match.captured().toUpper()); each.hasNext();) {
        const QString text = each.next().captured();
        said << (text[0].isDigit() ? shortNumberWords(text) : text);
    }
    return said.join(u' ');
}

template<const char16_t *text> QString always(const Match &, bool) { return QString::fromUtf16(text); }

constexpr char16_t nothing[] = u"", space[] = u" ", comma[] = u", ", stop[] = u". ", conjunction[] = u" and ",
                   orElse[] = u" or ", plus[] = u" plus ", at[] = u" at ", equals[] = u" equals ", saint[] = u"Saint",
                   example[] = u"for example", thatIs[] = u"that is", covid[] = u"Covid nineteen",
                   beforeNoon[] = u"A M", afterNoon[] = u"P M", both[] = u"and or";

} // namespace

std::span<const SpokenRule> wordRules()
{
    static const std::vector<SpokenRule> rules{
        {QRegularExpression(
             uR"([\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:www\.)?[\w-]+\.(?:com|org|net|gov|edu|info|co\.uk)\b)"_s),
         address},
        {QRegularExpression(uR"([A-Z](?:-[A-Z])+(?![\w-]))"_s),
         [](const Match &match, bool) { return apart(match.captured(), u", "_s); }},
        {QRegularExpression(
             uR"((?:MD|RN|NP|DDS|DOB|ID|ER|MRI|CT|GP|NHS|HIV|ECG|EKG|IV|ENT|EMS|ICU|UTI|ASAP|FAQ|M\.D\.)(?![\w-]))"_s),
         [](const Match &match, bool) { return apart(match.captured(), u" "_s); }},
        {QRegularExpression(uR"((?:COVID|Covid|covid)-?19\b)"_s), always<covid>},
        {QRegularExpression(uR"([A-Z]-?\d{1,3}(?:[A-Zc](?:\d)?)?\b)"_s), signAndNumber},
        {QRegularExpression(uR"((Mr|Mrs|Ms|Prof)\b\.?(?=\s+[A-Z]))"_s), shortened},
        {QRegularExpression(uR"((Dr)\b\.?(?=\s+[A-Z]))"_s), shortened},
        {QRegularExpression(uR"((Jr|Sr)\.)"_s), shortened},
        {QRegularExpression(uR"((?<=[a-z]\s)(St)\b\.?(?=,|\s*$|\s+(?:and|at|in|on|or|near|by|is|off|from|to)\b))"_s),
         shortened},
        {QRegularExpression(uR"(St\b\.?(?=\s+[A-Z]))"_s), always<saint>},
        {QRegularExpression(uR"((Ave|Blvd|Hwy|Pkwy|Rd)\b\.?)"_s), shortened},
        {QRegularExpression(uR"((?<=[a-z]\s)(Ln|Ct|Pl|Sq)\.)"_s), shortened},
        {QRegularExpression(uR"((apt|ste|bldg|dept|ext|approx|vs|etc|appt|appts)\.)"_s,
                            QRegularExpression::CaseInsensitiveOption),
         shortened},
        {QRegularExpression(uR"((appts?)\b)"_s), shortened},
        {QRegularExpression(uR"(e\.\s?g\.,?)"_s), always<example>},
        {QRegularExpression(uR"(i\.\s?e\.,?)"_s), always<thatIs>},
        {QRegularExpression(uR"(a\.\s?m\.)"_s), always<beforeNoon>},
        {QRegularExpression(uR"(p\.\s?m\.)"_s), always<afterNoon>},
        {QRegularExpression(uR"(and/or\b)"_s), always<both>},
        {QRegularExpression(uR"((?<=[A-Za-z])\s?/\s?(?=[A-Za-z]))"_s), always<orElse>},
        {QRegularExpression(uR"(\s*&\s*)"_s), always<conjunction>},
        {QRegularExpression(uR"(\s*\+\s*(?!\d[\d ]{5}))"_s), always<plus>},
        {QRegularExpression(uR"(\s*@\s*)"_s), always<at>},
        {QRegularExpression(uR"(\s*=\s*)"_s), always<equals>},
        {QRegularExpression(uR"(\s+[-–—]+\s+|\s*[–—]\s*)"_s), always<comma>},
        {QRegularExpression(uR"(\s+[(\[](?!\d{3}\)\s?\d))"_s), always<comma>},
        {QRegularExpression(uR"([)\]](?=[.,;:!?]|\s*$))"_s), always<nothing>},
        {QRegularExpression(uR"([)\]]\s*)"_s), always<comma>},
        {QRegularExpression(uR"(\s*…\s*|\.{2,}\s*)"_s), always<stop>},
        {QRegularExpression(uR"([(\[*_~^|<>{}\\"“”`#•]+|\s{2,})"_s), always<space>},
    };
    return rules;
}

} // namespace nightbell
