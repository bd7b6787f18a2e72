#include "dialog/name_hints.h"

#include "dialog/name_spelling.h"
#include "dialog/phrase_book.h"
#include "dialog/spelled_letters.h"

namespace nightbell {

std::optional<WithLetter> withLetterAt(const Words &words, int place)
{
    static const PhraseBook<int> book{
        {"with a/an/the", 1},
        {"with a capital", 1},
        {"with just? only? one", 1},
        {"one", 1},
        {"with two", 2},
        {"with a? double", 2},
        {"two", 2},
        {"without a/an/the", 0},
        {"without the first/second/middle/last", 0},
        {"with no", 0},
        {"no", 0},
        {"spelled/spelt with a/an", 1},
        {"ending/ends in/with a/an?", 1},
        {"starting/starts with a/an?", 1},
        {"beginning/begins with a/an?", 1},
        {"and with? a/an", 1},
    };
    static const WordSet lettersElsewhere("you are oh age sea be tea okay double");
    const auto lead = book.at(words, place);
    if (!lead || place + lead->count >= words.size())
        return {};
    const int at = place + lead->count;
    const QString &word = words[at].text;
    const bool isPlural = lead->meaning == 2 && word.size() == 2 && word[1] == u's' && word[0].isLetter(); // "two ls"
    const bool spelling = (words[place].text == u"no" || words[place].text == u"one" || words[place].text == u"two")
        && at + 1 < words.size() && words[at + 1].text.size() == 1 && !isPlural;
    if (spelling)
        return {}; // "no j o n"
    if (words[place].text == u"no" && word == u"i")
        return {}; // "no i tell a lie"
    const auto result = [&](QChar letter, int more) { return WithLetter{letter, lead->meaning, lead->count + more}; };
    if (word == u"ph")
        return result(u'p', 1);
    const bool pair = word.size() == 1 && at + 1 < words.size() && words[at + 1].text.size() == 1 && word != u"p"
        && words[at + 1].text != u"i" && words[at + 1].text != u"a";
    if (pair && (at + 2 >= words.size() || words[at + 2].text.size() > 1))
        return WithLetter{word[0], lead->meaning, lead->count + 2, word + words[at + 1].text};
    if (word.size() == 1 && word[0].isLetter())
        return word == u"p" && at + 1 < words.size() && words[at + 1].text == u"h" ? result(u'p', 2)
                                                                                   : result(word[0], 1);
    if (isPlural)
        return result(word[0], 1);
    if (const auto letter = letterNamedAt(words, at);
        letter && !lettersElsewhere.has(word) && words[place].text != u"no" && words[place].text != u"one")
        return result(*letter, 1);
    return {};
}

int lettersOfHint(const Words &words, int place, const QString &name)
{
    QString run;
    while (place + run.size() < words.size() && words[place + int(run.size())].text.size() == 1)
        run += words[place + int(run.size())].text;
    int best = 0;
    for (int hint = 0; hint <= 2 && run.size() - hint >= 3; ++hint) {
        const auto unlike = [&](int from) { return spellingDistance(name, run.mid(from)); };
        if (unlike(hint) < unlike(best))
            best = hint;
    }
    return run.size() < 3 ? -1 : best;
}

int singleLetterAt(const Words &words, int place)
{
    static const PhraseBook<int> leads{
        {"just/only/its/with? the/a? one/single", 1}, {"one/single", 1}, {"just/only/its a/the", 1}, {"no", 1}};
    const auto isLetter = [&](int at) {
        return at < words.size() && words[at].text.size() == 1 && words[at].text[0].isLetter();
    };
    const auto lead = leads.at(words, place);
    if (!lead || !isLetter(place + lead->count) || !isLetter(place + lead->count + 1))
        return 0;
    return lead->count + 1;
}

bool isAtTheEnd(const Words &words, int place)
{
    static const PhraseBook<bool> ends{{"on/at the? end", true}, {"at the? back", true}};
    return ends.at(words, place).has_value();
}

} // namespace nightbell
