#include "dialog/spelled_letters.h"

#include "dialog/phrase_book.h"

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

// One letter, or two of one; a name of a letter that is also a word counts only beside letters.
std::optional<Letters> letterAt(const Words &words, int place, bool beside)
{
    if (place >= words.size())
        return {};
    static const PhraseBook<int> capital{{"capital", 1}, {"upper case", 1}, {"small", 1}, {"letter", 1}, {"then", 1}};
    const auto big = capital.at(words, place);
    const int at = place + (big ? big->count : 0);
    if (const auto doubled = doubledAt(words, at))
        return Letters{doubled->letters, at - place + doubled->count, true};
    QChar letter;
    int count = 1;
    if (isLetter(words, at)) {
        letter = words[at].text[0];
    } else if (const auto named = letterNames().at(words, at); named && (named->count > 1 || beside)) {
        letter = QLatin1Char(named->meaning);
        count = named->count;
    } else {
        return {};
    }
    const int more = clarified(words, at + count, letter);
    if (!beside && big && !more && words[place].text != u"capital")
        return {};
    return Letters{QString(letter), at - place + count + more, more > 0};
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
    static const PhraseBook<char> book{{"hyphen/dash", '-'}, {"apostrophe", '\0'}, {"um/uh/er/erm/and", '\0'}};
    return book;
}

} // namespace

std::optional<SpelledLetters> spelledAt(const Words &words, int place)
{
    if (const auto spelled = natoAt(words, place))
        return spelled;
    SpelledLetters spelled;
    bool sure = false;
    int at = place, single = 0;
    while (at < words.size()) {
        const bool nextIsLetter = isLetter(words, at + 1);
        static const WordSet lettersOnly(
            "zed zet zee aitch haitch eff ef cee gee tee vee ess wye ex pee queue cue dubya");
        const bool opens =
            spelled.letters.isEmpty() && nextIsLetter && isLetter(words, at + 2) && lettersOnly.at(words, at);
        const auto letter =
            letterAt(words, at, opens || spelled.letters.size() >= 2 || (nextIsLetter && !spelled.letters.isEmpty()));
        if (letter) {
            spelled.letters += letter->letters;
            sure |= letter->sure;
            single += 1;
            at += letter->count;
            spelled.count = at - place;
            continue;
        }
        const auto mark = marks().at(words, at);
        if (!mark || spelled.letters.isEmpty() || !letterAt(words, at + mark->count, single >= 2))
            break;
        if (mark->meaning == '-')
            spelled.letters.append(u'-');
        at += mark->count;
    }
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
