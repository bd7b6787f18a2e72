#include "store/caller_mark.h"

#include <algorithm>
#include <array>

namespace nightbell {
namespace {

constexpr int digitsAtLeast = 7; // shorter ones are extensions and service numbers
constexpr int digitsAtMost = 15; // E.164
constexpr int charactersAtMost = 128;
constexpr int fingerprintAtLeast = 8;

// What carriers send for a withheld number: ANONYMOUS, RESTRICTED, UNAVAILABLE, UNKNOWN, BLOCKED, PRIVATE on the
// keypad.
constexpr std::array wordsOnTheKeypad{"266696687", "7378742833", "86282452253", "8656696", "2562533", "7748283"};

QString withoutAddress(QString text)
{
    for (const auto scheme : {QLatin1StringView("sips:"), QLatin1StringView("sip:"), QLatin1StringView("tel:")})
        if (text.startsWith(scheme, Qt::CaseInsensitive)) {
            text.remove(0, scheme.size());
            break;
        }
    const auto end = std::find_if(text.cbegin(), text.cend(),
                                  [](QChar c) { return c == QLatin1Char('@') || c == QLatin1Char(';'); });
    return text.left(end - text.cbegin());
}

bool isNobodysNumber(const QString &digits)
{
    if (digits.count(digits.front()) == digits.size()) // 0000000000 and its like
        return true;
    return std::ranges::any_of(wordsOnTheKeypad, [&](const char *word) { return digits == QLatin1StringView(word); });
}

// "+4930123456", or the bare digits where the country is not known; anything that is not a number is no number.
std::optional<QString> numberIn(const QString &given)
{
    if (given.size() > charactersAtMost)
        return std::nullopt;
    QString text = withoutAddress(given.trimmed());
    const bool international = text.startsWith(QLatin1Char('+'));
    if (international)
        text.replace(QLatin1StringView("(0)"), QLatin1StringView()); // +49 (0)30 is written, never dialled
    QString digits;
    for (qsizetype i = international ? 1 : 0; i < text.size(); ++i) {
        if (text[i].isDigit())
            digits += QChar(u'0' + text[i].digitValue());
        else if (!QStringView(u" -./()\u00a0").contains(text[i]))
            return std::nullopt;
    }
    if (digits.size() < digitsAtLeast || isNobodysNumber(digits))
        return std::nullopt;
    const bool dialledAbroad = !international && digits.startsWith(QLatin1StringView("00"));
    if (dialledAbroad)
        digits.remove(0, 2);
    if (digits.size() < digitsAtLeast || digits.size() > digitsAtMost)
        return std::nullopt;
    return international || dialledAbroad ? QLatin1Char('+') + digits : digits;
}

CallerMark markOfNumber(const QString &number) { return {PrivateText(QLatin1StringView("tel:") + number)}; }

} // namespace

std::optional<CallerMark> markOf(const Initiated &call)
{
    const bool outbound = call.direction == Direction::Outbound;
    if (outbound || !call.numberWithheld)
        if (const auto number = numberIn((outbound ? call.to : call.from).reveal()))
            return markOfNumber(*number);
    const QString fingerprint = call.fingerprint.reveal().trimmed();
    if (fingerprint.size() < fingerprintAtLeast || fingerprint.size() > charactersAtMost)
        return std::nullopt;
    return CallerMark{PrivateText(QLatin1StringView("own:") + fingerprint)};
}

SharedNumbers::SharedNumbers(const QList<PrivateText> &numbers)
{
    for (const PrivateText &each : numbers)
        if (const auto number = numberIn(each.reveal()))
            m_marks.insert(markOfNumber(*number).text.reveal());
}

} // namespace nightbell
