#include "dialog/said_phone.h"

#include "dialog/number_words.h"
#include "dialog/phrase_book.h"
#include "dialog/said_phone_choice.h"

namespace nightbell {

namespace {

// What a few words are in a number.
struct Heard
{
    enum Kind { Digits, Plus, AreaCode, Correction, Ending, Refusal, Extension, Filler, Other } kind = Other;
    QString digits;
    int count = 1;
};

const PhraseBook<Heard::Kind> &marks()
{
    static const PhraseBook<Heard::Kind> book{
        {"plus/positive", Heard::Plus},
        {"country code", Heard::Plus},
        {"old/new/other/best/better one", Heard::Other},
        {"area code", Heard::AreaCode},
        {"the? first three/four digits/numbers? are/is?", Heard::AreaCode},
        {"the? last/final digit/number/one? is/should? be? a?", Heard::Ending},
        {"the? last/final two/three/four digits/numbers? are/is?", Heard::Ending},
        {"it? ends/ending/finishes/finishing in/with/on a?", Heard::Ending},
        {"international code", Heard::Plus},
        {"no", Heard::Correction},
        {"no no", Heard::Correction},
        {"no? wait no?", Heard::Correction},
        {"no? sorry", Heard::Correction},
        {"no? i mean/meant", Heard::Correction},
        {"no? actually", Heard::Correction},
        {"no? scratch/strike/scrap that", Heard::Correction},
        {"no? i tell a lie", Heard::Correction},
        {"no? im telling a lie", Heard::Correction},
        {"no? just kidding", Heard::Correction},
        {"no? make that/it", Heard::Correction},
        {"no? hang/hold on", Heard::Correction},
        {"no? thats wrong", Heard::Correction},
        {"correction", Heard::Correction},
        {"rather", Heard::Correction},
        {"excuse/pardon me", Heard::Correction},
        {"oops/whoops", Heard::Correction},
        {"let me start over/again", Heard::Correction},
        {"ill start over/again", Heard::Correction},
        {"let me try again", Heard::Correction},
        {"start over/again", Heard::Correction},
        {"my mistake/bad", Heard::Correction},
        {"not", Heard::Refusal},
        {"and? not a", Heard::Refusal},
        {"extension/ext/x", Heard::Extension},
        {"ask/asking for", Heard::Extension},
        {"then? press/option", Heard::Extension},
        {"um/uh/er/erm/uhm/ah/hmm/and/then/dash/hyphen/space/dot/point/slash/the/is/its/area/code/number",
         Heard::Filler},
        {"okay/ok/so/well/that/thats/pause/followed/by/in/brackets/bracket/parenthesis/parentheses", Heard::Filler},
        {"comma/let/me/see/next/last/first/digits/rest/remaining/got/right/alright", Heard::Filler},
        {"i/think/believe/like/you/know/prefix/ending/begins/starts/with/again/open/close/just/yeah/yes",
         Heard::Filler},
    };
    return book;
}

QString figuresIn(const QString &word)
{
    QString digits;
    for (const QChar sign : word)
        if (sign.isDigit())
            digits.append(sign);
        else if (sign.isLetter())
            return {};
    return digits;
}

// The same words may be other digits; which they are shows when the number is complete.
struct Hearing
{
    bool filled = false; // "four hundred four" is 404, else 400 4
    bool apart = false;  // "six fifty five" is 650 5, else 655; so is "fifty five fifty five"
};
constexpr Hearing hearings[]{{false, false}, {true, false}, {false, true}, {true, true}};

// "seven hundred" is 700; digits behind it stand on their own unless it is filled.
QString hundredAt(const Words &words, int place, const SaidNumber &number, int &count, Hearing hearing)
{
    const int last = place + number.count - 1;
    const bool onItsOwn = !hearing.filled && number.count == 3 && number.value % 100 != 0 && number.value % 100 < 10;
    count = onItsOwn && digitOf(words[last].text) ? 2 : number.count;
    return QString::number(count == 2 ? number.value / 100 * 100 : number.value);
}

bool isTens(const Words &words, int place)
{
    const auto number = numberAt(words, place);
    return number && !number->figures && !number->ordinal && number->value >= 20 && number->value < 100;
}

// "six fifty …": behind the first digit of a number
bool isSecond(const Words &words, int place)
{
    return place > 0 && digitOf(words[place - 1].text) && (place == 1 || !numberAt(words, place - 2))
        && (place == 1 || !digitOf(words[place - 2].text));
}

std::optional<QString> digitStretch(const Words &words, int place, int &count, Hearing hearing)
{
    static const PhraseBook<int> repeats{
        {"double/dubble", 2},        {"a double", 2}, {"triple/treble/tripple", 3}, {"quadruple", 4},
        {"two/three/four times", 0},
    };
    if (const auto repeat = repeats.at(words, place); repeat && repeat->meaning > 0) {
        const int at = place + repeat->count;
        const auto digit = at < words.size() ? digitOf(words[at].text, Ear::Numbers) : std::nullopt;
        count = repeat->count + 1;
        return digit ? std::optional(QString(repeat->meaning, QChar(u'0' + *digit))) : std::nullopt;
    }
    static const WordSet manyOf("zeros zeroes ohs ones twos threes fours fives sixes sevens eights nines");
    if (const auto many = numberAt(words, place);
        many && many->value >= 2 && many->value <= 4 && manyOf.at(words, place + 1)) {
        QString name = words[place + 1].text;
        name.chop(name == u"sixes" || name == u"zeroes" ? 2 : 1);
        count = 2;
        return QString(many->value, QChar(u'0' + digitOf(name).value_or(0)));
    }
    const QString figures = figuresIn(words[place].text);
    count = 1;
    if (!figures.isEmpty())
        return figures;
    if (const auto digit = digitOf(words[place].text)) {
        if (const auto number = numberAt(words, place); number && number->value >= 100 && !number->ordinal)
            return hundredAt(words, place, *number, count, hearing);
        return QString::number(*digit);
    }
    const auto number = numberAt(words, place);
    if (!number || number->ordinal)
        return {};
    count = number->count;
    if (hearing.apart && number->count == 2 && isTens(words, place)
        && (isTens(words, place + 2) || isSecond(words, place))) {
        count = 1;
        return QString::number(number->value / 10 * 10);
    }
    return QString::number(number->value);
}

// "oh double seven hundred", "won hundred": zeros behind a digit that was said in another way.
QString zerosAt(const Words &words, int place)
{
    const QString word = joined(words, place, 1);
    return word == u"hundred" ? QStringLiteral("00") : word == u"thousand" ? QStringLiteral("000") : QString();
}

// "for" and "to" are digits between digits, words elsewhere.
bool isDigitByEar(const Words &words, int place, bool inNumber)
{
    const auto isDigit = [&](int at, Ear ear) {
        return at < words.size()
            && (digitOf(words[at].text, ear) || !figuresIn(words[at].text).isEmpty() || numberAt(words, at)
                || words[at].text == u"double" || words[at].text == u"triple" || !zerosAt(words, at).isEmpty());
    };
    if (digitOf(words[place].text) || !digitOf(words[place].text, Ear::Numbers))
        return false;
    if (inNumber)
        return isDigit(place + 1, Ear::Numbers) || place + 1 == words.size();
    const bool plainNext = isDigit(place + 1, Ear::Plain) || isDigit(place + 3, Ear::Plain); // "fore won too five"
    return plainNext && isDigit(place + 1, Ear::Numbers) && place + 2 < words.size()
        && digitOf(words[place + 2].text, Ear::Numbers);
}

Heard heardAt(const Words &words, int place, bool inNumber, Hearing hearing)
{
    if (isDigitByEar(words, place, inNumber))
        return {Heard::Digits, QString::number(*digitOf(words[place].text, Ear::Numbers)), 1};
    if (const QString zeros = zerosAt(words, place); inNumber && !zeros.isEmpty())
        return {Heard::Digits, zeros, 1};
    if (const auto mark = marks().at(words, place);
        mark && (mark->meaning == Heard::Ending || mark->meaning == Heard::Other))
        return {mark->meaning, {}, mark->count};
    int count = 1;
    const auto stretch = digitStretch(words, place, count, hearing);
    if (stretch)
        return {Heard::Digits, *stretch, count};
    if (const auto mark = marks().at(words, place))
        return {mark->meaning, {}, mark->count};
    return {};
}

// A number as it comes together, with what a correction may fall back on.
struct Dialled
{
    QString digits;
    bool international = false;
    int first = -1, last = -1;
    bool areaCode = false; // what was said anew is the beginning

    void add(const Heard &heard, int place)
    {
        first = first < 0 ? place : first;
        last = place + heard.count;
        digits += heard.digits;
    }
};

// How well the digits said anew look like those they replace.
int likeness(const QString &old, const QString &anew)
{
    int same = 0;
    for (qsizetype i = 0; i < std::min(old.size(), anew.size()); ++i)
        same += old[i] == anew[i];
    return same;
}

// "five five five no sorry five six": the new digits stand for the tail of the old ones, whichever makes a number;
// where several do, what was said anew is most like what it replaces.
Dialled joinedAnew(const Dialled &old, const Dialled &anew, const QString &region)
{
    Dialled best = anew;
    best.international |= old.international && anew.digits.size() < 8;
    if (!phoneFromDigits(anew.digits, anew.international, region).isEmpty() || anew.digits.isEmpty())
        return anew.digits.isEmpty() ? old : anew;
    if (anew.areaCode) {
        const qsizetype from = old.digits.size() > 10 && old.digits.startsWith(u'1') ? 1 : 0;
        return {QString(old.digits).replace(from, anew.digits.size(), anew.digits), old.international, old.first,
                anew.last};
    }
    int bestScore = -1;
    for (qsizetype cut = 0; cut <= old.digits.size(); ++cut) {
        const QString joined = old.digits.left(old.digits.size() - cut) + anew.digits;
        if (phoneFromDigits(joined, old.international, region).isEmpty())
            continue;
        const int score = 2 * likeness(old.digits.right(cut), anew.digits) + (cut == anew.digits.size());
        if (score > bestScore) {
            bestScore = score;
            best = {joined, old.international, old.first, anew.last};
        }
    }
    if (bestScore < 0) { // the number goes on: the correction was of the digits just said
        const qsizetype cut = std::min(anew.digits.size(), old.digits.size());
        best = {old.digits.left(old.digits.size() - cut) + anew.digits, old.international, old.first, anew.last};
    }
    return best;
}

// The numbers that were said, each as it stands after corrections.
QList<Dialled> dialled(const Words &words, const QString &region, Hearing hearing)
{
    QList<Dialled> numbers;
    Dialled now, before;
    bool corrects = false, refused = false;
    QString refusedDigits;
    const auto close = [&] {
        if (corrects)
            now = joinedAnew(before, now, region);
        if (!now.digits.isEmpty())
            numbers.append(now);
        now = before = {};
        corrects = refused = false;
    };
    const auto correct = [&] {
        before = corrects ? joinedAnew(before, now, region) : now;
        now = {};
        corrects = true;
        refused = false;
    };
    for (int i = 0; i < words.size();) {
        const Heard heard = heardAt(words, i, !now.digits.isEmpty() || corrects, hearing);
        switch (heard.kind) {
        case Heard::Digits:
            if (!refused)
                now.add(heard, i);
            else if ((now.digits.isEmpty() ? before : now)
                         .digits.endsWith(refusedDigits += heard.digits)) // "nine four, not four, five"
                correct();
            break;
        case Heard::Plus:
            now.international |= now.digits.isEmpty();
            break;
        case Heard::AreaCode: // behind the number, it belongs in front of it
            if (now.digits.size() >= 7)
                close();
            now.areaCode = corrects && now.digits.isEmpty();
            break;
        case Heard::Correction:
        case Heard::Ending:
            refused = false;
            if (!now.digits.isEmpty())
                correct();
            break;
        case Heard::Refusal:
            refused = true;
            refusedDigits.clear();
            break;
        case Heard::Extension:
            if (!now.digits.isEmpty())
                return close(), numbers;
            break;
        case Heard::Filler:
            if (words[i].text == u"and" && !phoneFromDigits(now.digits, now.international, region).isEmpty())
                close(); // and another number
            break;
        case Heard::Other:
            refused &= !now.digits.isEmpty(); // "not my old number, the new one"
            if (now.digits.size() >= 3 || corrects)
                close();
            else
                now = {};
            break;
        }
        refused &= heard.kind == Heard::Refusal || !words[i + heard.count - 1].pauseAfter;
        i += heard.count;
    }
    close();
    return numbers;
}

// "five five five oh one four two, area code nine five four"
QList<Dialled> withAreaCodes(QList<Dialled> numbers)
{
    for (qsizetype i = 0; i + 1 < numbers.size(); ++i)
        if (numbers[i].digits.size() == 7 && numbers[i + 1].digits.size() == 3) {
            numbers[i].digits.prepend(numbers[i + 1].digits);
            numbers[i].last = numbers[i + 1].last;
        }
    return numbers;
}

// "two oh two, that's two oh two five five five …": begun anew, or ended twice, with the same digits.
QString withoutRepetition(const Dialled &number, const QString &region)
{
    for (qsizetype begun = 3; 2 * begun <= number.digits.size(); ++begun) {
        const QString again = number.digits.mid(begun);
        if (again.startsWith(number.digits.left(begun))
            && !phoneFromDigits(again, number.international, region).isEmpty())
            return again;
    }
    for (qsizetype ending = 2; ending <= 4 && 2 * ending < number.digits.size(); ++ending) {
        const QString once = number.digits.chopped(ending);
        if (once.endsWith(number.digits.right(ending))
            && !phoneFromDigits(once, number.international, region).isEmpty())
            return once;
    }
    return number.digits;
}

SaidPhone readAs(Hearing hearing, const Words &said, const QString &region)
{
    QList<SaidPhone> whole;
    SaidPhone longest;
    for (const Dialled &number : withAreaCodes(dialled(said, region, hearing))) {
        const QString digits = withoutRepetition(number, region);
        const QString e164 = phoneFromDigits(digits, number.international, region);
        const SaidPhone read{
            e164, e164.isEmpty(), digits, {number.first, number.last - number.first, QStringLiteral("phone")}};
        if (!e164.isEmpty())
            whole.append(read);
        else if (digits.size() > longest.digits.size())
            longest = read;
    }
    if (whole.isEmpty())
        return longest;
    QList<Evidence> places;
    for (const SaidPhone &read : std::as_const(whole))
        places.append(read.evidence);
    return whole[numberMeant(said, places)];
}

} // namespace

SaidPhone saidPhone(const Words &said, const QString &region)
{
    SaidPhone best;
    for (const Hearing hearing : hearings) {
        const SaidPhone read = readAs(hearing, said, region);
        if (!read.e164.isEmpty())
            return read;
        if (read.digits.size() > best.digits.size())
            best = read;
    }
    return best;
}

} // namespace nightbell
