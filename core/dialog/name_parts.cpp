#include "dialog/name_parts.h"

#include "dialog/name_spelling.h"
#include "dialog/number_words.h"
#include "dialog/spelled_letters.h"

namespace nightbell {

namespace {

using Kind = NameCue::Kind;
using Stretch = NameStretch;

// "with a k", "without an h", "with two ls"
struct WithLetter
{
    QChar letter;
    int times = 1;
    int count = 0;
    QString ending = {}; // "with an e y"
};

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
    const auto lead = book.at(words, place);
    if (!lead || place + lead->count >= words.size())
        return {};
    const int at = place + lead->count;
    const QString &word = words[at].text;
    const bool spelling = (words[place].text == u"no" || words[place].text == u"one" || words[place].text == u"two")
        && at + 1 < words.size() && words[at + 1].text.size() == 1;
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
    if (word.size() == 2 && word[1] == u's' && word[0].isLetter() && lead->meaning == 2)
        return result(word[0], 1);
    static const PhraseBook<char> named{{"kay", 'k'}, {"see/sea/cee", 'c'}, {"why", 'y'}, {"jay", 'j'},
                                        {"gee", 'g'}, {"vee", 'v'},         {"tee", 't'}, {"zee/zed", 'z'},
                                        {"ess", 's'}, {"ee", 'e'},          {"eye", 'i'}};
    if (const auto letter = named.at(words, at); letter && words[place].text != u"no" && words[place].text != u"one")
        return result(QLatin1Char(letter->meaning), 1);
    return {};
}

// Letters behind "with an": the first may be the hint, two an ending, all the rest the name spelled out; what spells
// the name best is it. "with an i e p i e t e r", "with a k h l o e".
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

// "on the end", "at the end", behind the letter
bool isAtTheEnd(const Words &words, int place)
{
    static const PhraseBook<bool> ends{{"on/at the? end", true}, {"at the? back", true}};
    return ends.at(words, place).has_value();
}

class Cutter
{
public:
    explicit Cutter(const Words &words) : m_words(words) { }

    QList<Stretch> cut()
    {
        for (int i = 0; i < m_words.size();)
            i += take(i);
        close();
        return m_stretches;
    }

private:
    int take(int i);
    int takeHint(const WithLetter &with, int i);
    int takeCue(const PhraseBook<Kind>::Hit &cue, int i);
    bool isName(int i) const;
    bool wasSaid(const QString &name) const;
    void close();
    void add(const QString &text, int i, int count, bool spelled);
    NamePart *lastPart();

    const Words &m_words;
    QList<Stretch> m_stretches;
    Stretch m_now;
    bool m_aside = false;
    QString m_joint; // "mc" or "o" or a hyphen, for the name that follows
};

void Cutter::close()
{
    if (!m_now.parts.isEmpty())
        m_stretches.append(m_now);
    else if (m_now.corrects || m_now.lettersOnly || m_now.part != Stretch::Part::Any
             || m_now.whose != Stretch::Whose::Unsaid)
        return; // what was announced may still come
    m_now = {};
}

NamePart *Cutter::lastPart()
{
    if (!m_now.parts.isEmpty())
        return &m_now.parts.last();
    return m_stretches.isEmpty() ? nullptr : &m_stretches.last().parts.last();
}

void Cutter::add(const QString &text, int i, int count, bool spelled)
{
    const QString joint = std::exchange(m_joint, {});
    if (joint == u"-" && !m_now.parts.isEmpty()) {
        NamePart &part = m_now.parts.last();
        part.text += joint + text;
        part.count = i + count - part.first;
        return;
    }
    const bool prefix = !joint.isEmpty() && joint != u"-";
    m_now.parts.append(
        {(prefix ? joint : QString()) + text, spelled, i - prefix, count + prefix, m_words[i + count - 1].pauseAfter});
}

int Cutter::takeCue(const PhraseBook<Kind>::Hit &cue, int i)
{
    const auto begin = [&](auto set) {
        close();
        m_aside = false;
        set();
        return cue.count;
    };
    switch (cue.meaning) {
    case Kind::Caller:
        return begin(
            [&] { m_now.whose = m_now.whose == Stretch::Whose::Patient ? m_now.whose : Stretch::Whose::Caller; });
    case Kind::Patient:
        return begin([&] { m_now.whose = Stretch::Whose::Patient; });
    case Kind::Nickname:
        return begin([&] { m_now.whose = Stretch::Whose::Nickname; });
    case Kind::First:
        return begin([&] { m_now.part = Stretch::Part::First; });
    case Kind::Middle:
        return begin([&] { m_now.part = Stretch::Part::Middle; });
    case Kind::Last:
        return begin([&] { m_now.part = Stretch::Part::Last; });
    case Kind::WasFirst:
    case Kind::WasLast:
        close();
        if (!m_stretches.isEmpty())
            m_stretches.last().part = cue.meaning == Kind::WasFirst ? Stretch::Part::First : Stretch::Part::Last;
        return cue.count;
    case Kind::Correction:
        return begin([&] { m_now.corrects = !m_stretches.isEmpty(); });
    case Kind::Spelling:
        return begin([&] { m_now.lettersOnly = true; });
    case Kind::Hyphen:
        m_joint = QStringLiteral("-");
        return cue.count;
    case Kind::Hyphened:
        if (m_now.parts.size() >= 2) {
            const NamePart last = m_now.parts.takeLast();
            NamePart &before = m_now.parts.last();
            before.text += u'-' + last.text;
            before.count = last.first + last.count - before.first;
        }
        return cue.count;
    case Kind::Comma:
        close();
        if (m_stretches.size() == 1 && m_stretches.first().parts.size() == 1
            && m_stretches.first().part == Stretch::Part::Any)
            m_stretches.first().part = Stretch::Part::Last;
        return cue.count;
    case Kind::Aside:
        close();
        if (m_words[i].text == u"not" && i + 2 < m_words.size() && m_words[i + 2].text.size() > 1
            && soundsLike(m_words[i + 1].text, m_words[i + 2].text))
            return cue.count + 1; // "not eva, eve harrow"
        m_aside = true;
        return cue.count;
    case Kind::Title:
    case Kind::Plain:
        if (cue.meaning == Kind::Plain && m_words[i].text != u"apostrophe" && m_words[i].text != u"space")
            close();
        return cue.count;
    case Kind::Suffix:
        if (!m_now.parts.isEmpty())
            m_now.suffix = joined(m_words, i, cue.count);
        return cue.count;
    }
    return cue.count;
}

bool Cutter::wasSaid(const QString &name) const
{
    return std::any_of(m_stretches.begin(), m_stretches.end(), [&](const Stretch &stretch) {
        return std::any_of(stretch.parts.begin(), stretch.parts.end(),
                           [&](const NamePart &part) { return part.text == name; });
    });
}

// A word that may be a name: no common word, or one that is also a surname, behind a given name.
bool Cutter::isName(int i) const
{
    static const WordSet surnames(
        "day long short black brown white green good best little small price young love early march "
        "may friend street english home house case head cross sharp work weeks years bond bell king "
        "friday will hurt pain small moody lady lord west way cough cold wise light fine new old");
    const QString &word = m_words[i].text;
    static const WordSet articles("the a an");
    if (m_now.parts.isEmpty() && articles.at(m_words, i - 1)) // "since the wedding"
        return false;
    if (word.size() == 1 && word[0].isLetter() && m_now.parts.isEmpty() && m_now.part == Stretch::Part::First)
        return true;                            // "initial r"
    if (word.size() == 1 && word[0].isLetter()) // an initial, or "o brien"
        return !m_now.parts.isEmpty() && word != u"a" && word != u"i";
    if (std::any_of(word.begin(), word.end(), [](QChar sign) { return !sign.isLetter(); }))
        return false;
    if (word == u"will" && i > 0
        && (m_words[i - 1].text == u"i" || m_words[i - 1].text == u"it" || m_words[i - 1].text == u"that"))
        return false;
    const bool afterName = !m_now.parts.isEmpty() && !m_now.parts.last().pauseAfter;
    return !isPlainWord(word) || (afterName && surnames.has(word));
}

int Cutter::takeHint(const WithLetter &with, int i)
{
    NamePart &part = *lastPart();
    QString &name = part.text;
    const int letters = i + with.count - int(with.ending.isEmpty() ? 1 : with.ending.size());
    if (const int hint = lettersOfHint(m_words, letters, name); hint >= 0 && m_words[letters].text.size() == 1)
        return letters + hint - i; // what is spelled out says more than the hint
    part.hinted = true;
    if (!with.ending.isEmpty() && name.size() > 2)
        name = name.back() == with.ending.back() ? name.chopped(2) + with.ending : name;
    else if (with.times == 1 && isAtTheEnd(m_words, i + with.count))
        name = endedWith(name, with.letter);
    else if (!part.spelled)
        name = respelled(name, with.letter, with.times);
    if (with.letter == u'p' && name.contains(u'v'))
        name.replace(u'v', QStringLiteral("ph"));
    return with.count;
}

int Cutter::take(int i)
{
    if (const auto with = withLetterAt(m_words, i); with && lastPart())
        return takeHint(*with, i);
    if (const int count = doubledLetterAt(m_words, i); count && lastPart() && !lastPart()->spelled) {
        lastPart()->text = respelled(lastPart()->text, m_words[i + count - 1].text[0], 2); // "hussain double s"
        return count;
    }
    static const WordSet joints("mc mac o oh d");
    const bool spoken = joints.at(m_words, i) && joined(m_words, i + 1, 1) == u"apostrophe"; // "o apostrophe brien"
    const int behind = i + 1 + spoken;
    const bool jointed = joints.at(m_words, i) && behind < m_words.size() && m_words[behind].text.size() > 2
        && !isPlainWord(m_words[behind].text);
    if (const auto spelled = spelledAt(m_words, i); spelled && !jointed) {
        if (!m_aside)
            add(spelled->letters, i, spelled->count, true);
        return spelled->count;
    }
    if (jointed && (m_words[i].text == u"mc" || !m_now.parts.isEmpty() || spoken)) {
        m_joint = m_words[i].text == u"oh" ? QStringLiteral("o") : m_words[i].text;
        m_joint += m_joint.size() == 1 ? QStringLiteral("'") : QString();
        return 1 + spoken;
    }
    if (const auto cue = nameCueAt(m_words, i)) {
        const bool surname = cue->count == 1 && !m_now.parts.isEmpty() && cue->meaning == Kind::Title
            && m_now.parts.size() == 1 && i + 1 == m_words.size(); // "carol king" stays, so does "john lord"
        if (!surname)
            return takeCue(*cue, i);
    }
    if (isName(i)) {
        if (m_aside && wasSaid(m_words[i].text)) // "maude from bingo, maude perkins"
            m_aside = false;
        if (!m_aside)
            add(m_words[i].text, i, 1, false);
        return 1;
    }
    static const WordSet fillers("um uh er erm ah and");
    if (!fillers.at(m_words, i)) {
        close();
        m_aside = false;
    }
    return 1;
}

} // namespace

QList<NameStretch> nameStretches(const Words &words) { return Cutter(words).cut(); }

} // namespace nightbell
