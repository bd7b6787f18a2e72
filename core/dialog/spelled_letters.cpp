#include "dialog/spelled_letters.h"

#include "dialog/name_spelling.h"
#include "dialog/name_words.h"

namespace nightbell {

namespace {

const PhraseBook<char> &letterNames()
{
    static const PhraseBook<char> book{
        {"ay/aye", 'a'},
        {"bee/be", 'b'},
        {"cee/see/sea", 'c'},
        {"dee", 'd'},
        {"ee", 'e'},
        {"eff/ef", 'f'},
        {"gee/jee", 'g'},
        {"aitch/haitch/age", 'h'},
        {"eye", 'i'},
        {"jay", 'j'},
        {"kay/okay", 'k'},
        {"el/ell", 'l'},
        {"em", 'm'},
        {"en", 'n'},
        {"oh", 'o'},
        {"pee/pea", 'p'},
        {"queue/cue/kew", 'q'},
        {"ar/are/arr", 'r'},
        {"ess/es", 's'},
        {"tee/tea", 't'},
        {"you/yu", 'u'},
        {"vee", 'v'},
        {"double you/u", 'w'},
        {"dubya", 'w'},
        {"ex/eks", 'x'},
        {"why/wye", 'y'},
        {"zee/zed/zet", 'z'},
    };
    return book;
}

const PhraseBook<char> &nato()
{
    static const PhraseBook<char> book{
        {"alpha/alfa", 'a'}, {"bravo", 'b'},  {"charlie", 'c'},        {"delta", 'd'},    {"echo", 'e'},
        {"foxtrot", 'f'},    {"golf", 'g'},   {"hotel", 'h'},          {"india", 'i'},    {"juliet/juliett", 'j'},
        {"kilo", 'k'},       {"lima", 'l'},   {"mike", 'm'},           {"november", 'n'}, {"oscar", 'o'},
        {"papa", 'p'},       {"quebec", 'q'}, {"romeo", 'r'},          {"sierra", 's'},   {"tango", 't'},
        {"uniform", 'u'},    {"victor", 'v'}, {"whiskey/whisky", 'w'}, {"xray", 'x'},     {"x ray", 'x'},
        {"yankee", 'y'},     {"zulu", 'z'},
    };
    return book;
}

struct Letters
{
    QString letters;
    int count = 0;
    bool sure = false; // made clear by a word, or doubled
};

bool isLetter(const Words &words, int place)
{
    static const WordSet sentence("dont do have havent am was will would think know can cant got just never use");
    if (joined(words, place, 1) == u"i" && sentence.at(words, place + 1)) // "x i m e n a, i dont have a middle name"
        return false;
    return place >= 0 && place < words.size() && words[place].text.size() == 1 && words[place].text[0].isLetter();
}

// "as in boy", "for bertie", "like mary"
int clarified(const Words &words, int place, QChar letter)
{
    static const PhraseBook<int> leads{
        {"as/is in", 1}, {"as/for/like/of", 1}, {"like/as in the? word?", 1}, {"as for", 1}};
    const auto lead = leads.at(words, place);
    const auto opensWith = [&](int at, QChar sign) {
        return at < words.size() && words[at].text.size() > 2 && words[at].text[0] == sign;
    };
    if (!lead && opensWith(place, letter)) { // "b bravo", "d david o oscar"
        const auto known = nato().at(words, place);
        const bool goesOn = isLetter(words, place + 1) && opensWith(place + 2, words[place + 1].text[0]);
        return known ? known->count : goesOn ? 1 : 0;
    }
    if (!lead || place + lead->count >= words.size())
        return 0;
    const QString &word = words[place + lead->count].text;
    const bool loose = words[place].text == u"of" || words[place].text == u"for";
    if (word.size() < 2 || (word[0] != letter && (loose || lead->count < 2)))
        return 0;
    return lead->count + 1;
}

std::optional<Letters> doubledAt(const Words &words, int place)
{
    static const PhraseBook<int> repeats{{"double/dubble", 2}, {"two", 2}, {"triple", 3}};
    const auto repeat = repeats.at(words, place);
    if (!repeat || place + repeat->count >= words.size())
        return {};
    QString word = words[place + repeat->count].text;
    if (words[place].text == u"two") {
        if (word.size() != 2 || word[1] != u's')
            return {};
        word.chop(1);
    }
    QChar letter;
    if (word.size() == 1 && word[0].isLetter())
        letter = word[0];
    else if (const auto named = letterNames().at(words, place + 1); named && word != u"you")
        letter = QLatin1Char(named->meaning);
    else
        return {};
    if (words[place].text == u"double" && letter == u'u')
        return {}; // "double u" is the letter w
    return Letters{QString(repeat->meaning, letter), repeat->count + 1, true};
}

enum class Size { Plain, Capital };

// "capital", "then little", before a letter: how many words, and what is the last of them
std::optional<PhraseBook<Size>::Hit> sizeAt(const Words &words, int place)
{
    static const PhraseBook<Size> sizes{{"capital/uppercase/big", Size::Capital},
                                        {"upper case", Size::Capital},
                                        {"small/little/lowercase", Size::Plain},
                                        {"lower case", Size::Plain},
                                        {"letter/then", Size::Plain},
                                        {"the letter", Size::Plain}};
    auto size = sizes.at(words, place);
    while (size)
        if (const auto more = sizes.at(words, place + size->count))
            size = {more->meaning, size->count + more->count};
        else
            break;
    return size;
}

// Names of letters that are words, too: behind letters they are talk where a sentence goes on, "a n n a oh no".
bool isTalk(const Words &words, int place)
{
    static const WordSet names("oh you are see be why okay sea tea age es");
    static const WordSet sentence("no wait sorry hang hold well actually i im yes yeah right know see can have want "
                                  "need should might could just got asked do does is the that thats this it its "
                                  "there going my mine");
    return names.at(words, place)
        && (sentence.at(words, place + 1) || (words[place].text == u"okay" && place + 1 == words.size()));
}

// One letter, or two of one; a name of a letter that is also a word counts only beside letters.
std::optional<Letters> letterAt(const Words &words, int place, bool beside)
{
    if (place >= words.size())
        return {};
    const auto size = sizeAt(words, place);
    const int at = place + (size ? size->count : 0);
    if (const auto doubled = doubledAt(words, at)) {
        const int end = at + doubled->count;
        return Letters{doubled->letters, end - place + clarified(words, end, doubled->letters[0]), true};
    }
    QChar letter;
    int count = 1;
    if (isLetter(words, at)) {
        letter = words[at].text[0];
    } else if (const auto named = letterNames().at(words, at);
               named && (named->count > 1 || beside) && !isTalk(words, at)) {
        letter = QLatin1Char(named->meaning);
        count = named->count;
    } else {
        return {};
    }
    const int more = clarified(words, at + count, letter);
    const bool capital = size && size->meaning == Size::Capital;
    if (!beside && size && !more && words[place].text != u"capital" && !isLetter(words, at + count))
        return {};
    return Letters{capital ? letter.toUpper() : letter, at - place + count + more, more > 0};
}

std::optional<SpelledLetters> natoAt(const Words &words, int place)
{
    SpelledLetters spelled;
    int at = place;
    while (const auto word = nato().at(words, at)) {
        spelled.letters.append(QLatin1Char(word->meaning));
        at += word->count;
    }
    spelled.count = at - place;
    return spelled.letters.size() >= 3 ? std::optional(spelled) : std::nullopt;
}

const PhraseBook<char> &marks()
{
    static const PhraseBook<char> book{
        {"hyphen/dash", '-'},
        {"then/and a? hyphen/dash", '-'},
        {"an? apostrophe", '\''},
        {"then/and an? apostrophe", '\''},
        {"space", ' '},
        {"then/and a? space", ' '},
        {"period/dot", ' '},
        {"new/next/second word", ' '},
        {"um/uh/er/erm/and", '\0'},
    };
    return book;
}

// "s e a n o apostrophe b r i e n": the mark belongs to the letter before it, which begins a new word.
void addMark(QString &letters, QChar mark)
{
    const QString word = letters.mid(letters.lastIndexOf(u' ') + 1).toLower();
    if (mark == u'\'' && word.size() > 3 && (word.endsWith(u'o') || word.endsWith(u'd')))
        letters.insert(letters.size() - 1, u' ');
    letters.append(mark);
}

// A word said just before the letters or just behind them, or both halves of it: what they may spell.
QStringList wordsBeside(const Words &words, int first, int end)
{
    constexpr int nearAtMost = 4;
    QStringList beside;
    for (int at = first - 1; at >= std::max(0, first - nearAtMost); --at) {
        beside << words[at].text;
        if (isPlainWord(words[at].text))
            continue;
        if (at > 0)
            beside << words[at - 1].text + words[at].text;
        break;
    }
    for (int at = end; at < std::min<int>(words.size(), end + 2); ++at)
        beside << words[at].text;
    return beside;
}

// Letters written as the words that sound like them, "are you eye zee": sure where they spell a word beside them, or
// where most of them are nothing else.
std::optional<SpelledLetters> soundedAt(const Words &words, int place)
{
    constexpr int soundsAtLeast = 3, unlikelyAtLeast = 2, slipFrom = 4;
    static const WordSet nothingElse(
        "aitch haitch cee dee eff ee eks ess ex gee jee jay kay em en el ell pee cue vee wye zed zee zet");
    QString letters;
    int named = 0, unlikely = 0;
    std::optional<SpelledLetters> best;
    for (int at = place; const auto letter = letterAt(words, at, true);) {
        named += !isLetter(words, at);
        unlikely += nothingElse.at(words, at);
        letters += letter->letters.toLower();
        at += letter->count;
        if (named == 0 || letters.size() < 2)
            continue;
        const QStringList beside = wordsBeside(words, place, at);
        const bool spells = std::any_of(beside.begin(), beside.end(), [&](const QString &word) {
            return word == letters
                || (letters.size() >= slipFrom && word[0] == letters[0] && word.size() > 2
                    && spellingDistance(word, letters) <= 1);
        });
        if (spells || (letters.size() >= soundsAtLeast && unlikely >= unlikelyAtLeast))
            best = SpelledLetters{letters, at - place};
    }
    return best;
}

} // namespace

std::optional<QChar> letterNamedAt(const Words &words, int place)
{
    if (isLetter(words, place))
        return words[place].text[0];
    const auto named = letterNames().at(words, place);
    return named ? std::optional(QChar(QLatin1Char(named->meaning))) : std::nullopt;
}

std::optional<SpelledLetters> spelledAt(const Words &words, int place)
{
    if (const auto spelled = natoAt(words, place))
        return spelled;
    if (place < words.size() && words[place].text == u"two")
        return {}; // "two l's" speaks of letters said already
    SpelledLetters spelled;
    bool sure = false;
    int at = place, single = 0;
    while (at < words.size()) {
        const auto mark = marks().at(words, at);
        const bool marked = mark && mark->meaning != '\0' && !spelled.letters.isEmpty()
            && letterAt(words, at + mark->count, single >= 2);
        const bool nextIsLetter = isLetter(words, at + 1);
        static const WordSet lettersOnly(
            "zed zet zee aitch haitch eff ef cee gee tee vee ess wye ex pee queue cue dubya");
        const bool opens =
            spelled.letters.isEmpty() && nextIsLetter && isLetter(words, at + 2) && lettersOnly.at(words, at);
        const auto letter =
            letterAt(words, at, opens || spelled.letters.size() >= 2 || (nextIsLetter && !spelled.letters.isEmpty()));
        const bool begins = letter && letter->letters == u"o" && at + 1 < words.size() && words[at + 1].text.size() > 2
            && !isPlainWord(words[at + 1].text) && wordsBeside(words, place, at).contains(spelled.letters);
        if (begins) // "s i n e a d, o connor"
            break;
        if (letter && !marked) {
            spelled.letters += letter->letters;
            sure |= letter->sure;
            single += 1;
            at += letter->count;
            spelled.count = at - place;
            continue;
        }
        if (!marked && !(mark && !spelled.letters.isEmpty() && letterAt(words, at + mark->count, single >= 2)))
            break;
        if (marked)
            addMark(spelled.letters, QLatin1Char(mark->meaning));
        at += mark->count;
    }
    const auto sounded = soundedAt(words, place);
    if (sounded && sounded->count > spelled.count)
        return sounded;
    // "mary a" or "john f kennedy": one letter is an initial, not a spelling.
    return single >= 2 || (sure && single >= 1 && spelled.letters.size() >= 1) ? std::optional(spelled) : std::nullopt;
}

int doubledLetterAt(const Words &words, int place)
{
    const auto doubled = doubledAt(words, place);
    if (!doubled || joined(words, place, 1) == u"two")
        return 0;
    const int next = place + doubled->count;
    return letterAt(words, next, false) ? 0 : doubled->count;
}

} // namespace nightbell
