#include "dialog/number_words.h"

#include <QHash>
#include <QSet>

namespace nightbell {

namespace {

struct Named
{
    int value = 0;
    bool ordinal = false;
};
using Names = QHash<QString, Named>;

Names namesOf(const char *cardinals, const char *ordinals, int first, int step)
{
    Names names;
    const auto add = [&](const char *list, bool ordinal) {
        int value = first;
        for (const QString &group : QString::fromLatin1(list).split(u' ')) {
            for (const QString &name : group.split(u'/'))
                names.insert(name, {value, ordinal});
            value += step;
        }
    };
    add(cardinals, false);
    add(ordinals, true);
    return names;
}

const Names &units()
{
    static const Names names = namesOf("one two three four five six seven eight nine/niner",
                                       "first/1st/furst second/2nd third/3rd/therd fourth/forth/4th fifth/fith/5th "
                                       "sixth/sixt/6th seventh/7th eighth/eigth/8th ninth/nineth/9th",
                                       1, 1);
    return names;
}

const Names &teens()
{
    static const Names names =
        namesOf("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
                "tenth eleventh twelfth/twelth/twelveth thirteenth fourteenth/forteenth/fourtheenth fifteenth "
                "sixteenth seventeenth "
                "eighteenth nineteenth",
                10, 1);
    return names;
}

const Names &tens()
{
    static const Names names =
        namesOf("twenty thirty forty/fourty fifty sixty seventy eighty ninety",
                "twentieth/twentyth thirtieth/thirtyth fortieth/fortyth fiftieth/fiftyth sixtieth "
                "seventieth eightieth ninetieth",
                20, 10);
    return names;
}

std::optional<Named> nameIn(const Names &names, const QString &word)
{
    const auto found = names.constFind(word);
    return found == names.constEnd() ? std::nullopt : std::optional(*found);
}

int homophone(const QString &word)
{
    static const QHash<QString, int> sounds{{QStringLiteral("won"), 1},  {QStringLiteral("to"), 2},
                                            {QStringLiteral("too"), 2},  {QStringLiteral("tree"), 3},
                                            {QStringLiteral("for"), 4},  {QStringLiteral("fore"), 4},
                                            {QStringLiteral("fife"), 5}, {QStringLiteral("sicks"), 6},
                                            {QStringLiteral("ate"), 8},  {QStringLiteral("nein"), 9}};
    return sounds.value(word, -1);
}

// "22", "22nd", "1,500"
std::optional<SaidNumber> figuresOf(const QString &word)
{
    int digits = 0, value = 0;
    qsizetype at = 0;
    for (; at < word.size() && (word[at].isDigit() || word[at] == u','); ++at)
        if (word[at] != u',') {
            value = value * 10 + word[at].digitValue();
            if (++digits > 4)
                return {};
        }
    if (digits == 0)
        return {};
    const QStringView rest = QStringView(word).mid(at);
    const bool ordinal = rest == u"st" || rest == u"nd" || rest == u"rd" || rest == u"th";
    if (!rest.isEmpty() && !ordinal)
        return {};
    return SaidNumber{value, 1, ordinal, true};
}

// "twentytwo", "thirtyfirst"
std::optional<SaidNumber> runTogether(const QString &word)
{
    for (auto ten = tens().cbegin(); ten != tens().cend(); ++ten)
        if (!ten->ordinal && word.size() > ten.key().size() && word.startsWith(ten.key()))
            if (const auto unit = nameIn(units(), word.mid(ten.key().size())))
                return SaidNumber{ten->value + unit->value, 1, unit->ordinal};
    return {};
}

std::optional<SaidNumber> underHundred(const Words &words, int place, Ear ear)
{
    if (place >= words.size())
        return {};
    const QString &word = words[place].text;
    if (const auto ten = nameIn(tens(), word)) {
        if (!ten->ordinal && place + 1 < words.size() && !words[place].pauseAfter) {
            const auto unit = nameIn(units(), words[place + 1].text);
            if (unit)
                return SaidNumber{ten->value + unit->value, 2, unit->ordinal};
            const auto figure = figuresOf(words[place + 1].text);
            if (figure && figure->ordinal && figure->value > 0 && figure->value < 10)
                return SaidNumber{ten->value + figure->value, 2, true};
        }
        return SaidNumber{ten->value, 1, ten->ordinal};
    }
    for (const Names *names : {&units(), &teens()})
        if (const auto named = nameIn(*names, word))
            return SaidNumber{named->value, 1, named->ordinal};
    if (word == u"zero" || word == u"nought" || word == u"naught")
        return SaidNumber{0, 1};
    if (const int sound = ear == Ear::Numbers ? homophone(word) : -1; sound >= 0)
        return SaidNumber{sound, 1};
    return runTogether(word);
}

bool isWord(const Words &words, int place, QStringView text)
{
    return place >= 0 && place < words.size() && words[place].text == text;
}

// What may follow "two thousand" or "three hundred": "and five", "twenty one".
SaidNumber withRest(SaidNumber number, const Words &words, int place, int limit)
{
    const int next = place + number.count;
    const int joint = isWord(words, next, u"and") ? 1 : 0;
    auto rest = limit > 100 ? numberAt(words, next + joint) : underHundred(words, next + joint, Ear::Plain);
    if (!rest)
        rest = figuresOf(next + joint < words.size() ? words[next + joint].text : QString());
    if (!rest || rest->value >= limit || rest->value == 0)
        return number;
    return {number.value + rest->value, number.count + joint + rest->count, rest->ordinal};
}

} // namespace

std::optional<SaidNumber> numberAt(const Words &words, int place, Ear ear)
{
    if (place < 0 || place >= words.size())
        return {};
    if (const auto figures = figuresOf(words[place].text))
        return figures;
    const bool article = words[place].text == u"a";
    auto number = article ? std::optional(SaidNumber{1, 1}) : underHundred(words, place, ear);
    if (!number)
        return {};
    const int next = place + number->count;
    if (!number->ordinal && isWord(words, next, u"hundred") && number->value > 0)
        return withRest({number->value * 100, number->count + 1}, words, place, 100);
    if (!number->ordinal && isWord(words, next, u"thousand") && number->value > 0 && number->value < 10)
        return withRest({number->value * 1000, number->count + 1}, words, place, 1000);
    if (article)
        return {};
    return number;
}

std::optional<SaidNumber> yearAt(const Words &words, int place)
{
    const auto century = numberAt(words, place);
    if (!century || century->ordinal)
        return {};
    if (century->value >= 1800 && century->value < 2200)
        return century;
    const int hundreds = century->value, used = century->count;
    if (hundreds < 18 || hundreds > 20)
        return {};
    const int next = place + used;
    if (isWord(words, next, u"oh") || isWord(words, next, u"o") || isWord(words, next, u"zero")
        || isWord(words, next, u"nought")) {
        const auto unit = next + 1 < words.size() ? digitOf(words[next + 1].text) : std::nullopt;
        if (unit)
            return SaidNumber{hundreds * 100 + *unit, used + 2};
        return {};
    }
    const auto rest = numberAt(words, next);
    if (rest && !rest->ordinal && rest->value >= 10 && rest->value < 100)
        return SaidNumber{hundreds * 100 + rest->value, used + rest->count};
    if (rest && rest->figures && words[next].text.size() == 2 && rest->value < 10)
        return SaidNumber{hundreds * 100 + rest->value, used + 1};
    return {};
}

std::optional<int> digitOf(const QString &word, Ear ear)
{
    if (word.size() == 1 && word[0].isDigit())
        return word[0].digitValue();
    static const QSet<QString> zeros{QStringLiteral("oh"),   QStringLiteral("o"),      QStringLiteral("zero"),
                                     QStringLiteral("ohh"),  QStringLiteral("nought"), QStringLiteral("naught"),
                                     QStringLiteral("null"), QStringLiteral("nil"),    QStringLiteral("zeroes")};
    if (zeros.contains(word))
        return 0;
    if (const auto unit = nameIn(units(), word); unit && !unit->ordinal)
        return unit->value;
    if (const int sound = ear == Ear::Numbers ? homophone(word) : -1; sound >= 0)
        return sound;
    return {};
}

} // namespace nightbell
