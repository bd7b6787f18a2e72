#include "dialog/name_parts.h"

#include "dialog/name_hints.h"
#include "dialog/name_spelling.h"
#include "dialog/spelled_letters.h"

namespace nightbell {

namespace {

using Kind = NameCue::Kind;
using Stretch = NameStretch;
using Parts = QList<NamePart>;

constexpr int likenessWords = 2;

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
    int takeSingleLetter(int i);
    int takeCue(const PhraseBook<Kind>::Hit &cue, int i);
    int takeAside(const PhraseBook<Kind>::Hit &cue, int i);
    bool isName(int i) const;
    bool isAddress(int i) const;
    bool wasSaid(const QString &name) const;
    void close();
    void pass(int i);
    void joinLast(const QString &mark);
    void labelLast(Stretch::Part part);
    void add(const QString &text, int i, int count, bool spelled);
    NamePart *lastPart();

    const Words &m_words;
    QList<Stretch> m_stretches;
    Stretch m_now;
    bool m_aside = false;
    int m_asideFrom = 0;
    int m_asideWords = 0; // common words that may still come in "like the thing wolves do"
    int m_plain = 0;      // common words since the last cue or name
    int m_hinted = -1;    // where a hint ended
    QString m_joint;      // "mc" or "o" or a hyphen, for the name that follows
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
    const bool talked = std::exchange(m_plain, 0) > 0;
    if (joint == u"-" && !m_now.parts.isEmpty()) {
        NamePart &part = m_now.parts.last();
        part.text += joint + text;
        part.count = i + count - part.first;
        return;
    }
    if (m_now.parts.isEmpty())
        m_now.talk = talked;
    const bool prefix = !joint.isEmpty() && joint != u"-";
    NamePart part{(prefix ? joint : QString()) + text.toLower(), spelled, i - prefix, count + prefix,
                  m_words[i + count - 1].pauseAfter};
    if (spelled)
        part.written = text;
    m_now.parts.append(part);
}

// Words that are no part of a name: what was announced is not what comes after a few of them.
void Cutter::pass(int i)
{
    constexpr int announcedAtMost = 5; // plain words between "my son" and his name
    static const WordSet fillers("um uh er erm ah and"), copulas("is was be would still just");
    if (fillers.at(m_words, i))
        return;
    close();
    m_aside = m_aside && m_asideWords-- > 0;
    m_plain += 1;
    if (copulas.at(m_words, i))
        return;
    if (m_now.whose == Stretch::Whose::Caller || m_plain >= announcedAtMost)
        m_now.whose = Stretch::Whose::Unsaid;
}

// "with a hyphen", "no space", "all one word": of the letters just said, or of the last two words
void Cutter::joinLast(const QString &mark)
{
    Parts &parts = m_now.parts;
    const bool ofLetters = !parts.isEmpty() && (parts.last().spelled || parts.size() < 2);
    if (mark.isEmpty() && ofLetters)
        parts.last().oneWord = true;
    if (parts.size() < 2 || (mark.isEmpty() && ofLetters))
        return;
    const NamePart last = parts.takeLast();
    parts.last().text += mark + last.text;
    parts.last().count = last.first + last.count - parts.last().first;
}

// "kaur and simran is the first name": the label is of the last one, where others stand apart from it.
void Cutter::labelLast(Stretch::Part part)
{
    close();
    if (m_stretches.isEmpty())
        return;
    Parts &parts = m_stretches.last().parts;
    const NamePart last = parts.last();
    const bool apart = parts.size() > 1 && !last.spelled
        && (parts[parts.size() - 2].spelled || joined(m_words, last.first - 1, 1) == u"and");
    if (apart) {
        parts.removeLast();
        Stretch labelled;
        labelled.parts = {last};
        m_stretches.append(labelled);
    }
    m_stretches.last().part = part;
}

int Cutter::takeAside(const PhraseBook<Kind>::Hit &cue, int i)
{
    if (const auto letters = spelledAt(m_words, i + cue.count)) // "like c o h e n", "not c o w e n"
        return cue.count + (m_words[i].text == u"not" ? letters->count : 0);
    close();
    if (m_words[i].text == u"not" && i + 2 < m_words.size() && m_words[i + 2].text.size() > 1
        && soundsLike(m_words[i + 1].text, m_words[i + 2].text))
        return cue.count + 1; // "not eva, eve harrow"
    m_aside = true;
    m_asideWords = m_words[i].text == u"like" ? likenessWords : 0;
    m_asideFrom = i + cue.count;
    return cue.count;
}

int Cutter::takeCue(const PhraseBook<Kind>::Hit &cue, int i)
{
    const auto begin = [&](auto set) {
        close();
        m_aside = false;
        m_plain = 0;
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
    case Kind::WasNickname: // "josephine pemberton, jo for short"
        if (m_now.parts.size() > 2)
            m_now.parts.removeLast();
        close();
        return cue.count;
    case Kind::First:
        return begin([&] { m_now.part = Stretch::Part::First; });
    case Kind::Middle:
        return begin([&] { m_now.part = Stretch::Part::Middle; });
    case Kind::Last:
        return begin([&] { m_now.part = Stretch::Part::Last; });
    case Kind::WasFirst:
    case Kind::WasLast:
        if (m_hinted != i) // "with an e in front"
            labelLast(cue.meaning == Kind::WasFirst ? Stretch::Part::First : Stretch::Part::Last);
        return cue.count;
    case Kind::Correction:
        return begin([&] {
            m_now.corrects = !m_stretches.isEmpty();
            if (m_stretches.isEmpty() && m_now.whose == Stretch::Whose::Unsaid)
                m_now.whose = Stretch::Whose::Caller; // "mine is …"
        });
    case Kind::Spelling:
        return begin([&] { m_now.lettersOnly = true; });
    case Kind::Hyphen:
        m_joint = QStringLiteral("-");
        return cue.count;
    case Kind::Joined:
    case Kind::Hyphened:
        joinLast(cue.meaning == Kind::Hyphened ? QStringLiteral("-") : QString());
        return cue.count;
    case Kind::Comma:
        close();
        if (m_stretches.size() == 1 && m_stretches.first().parts.size() == 1
            && m_stretches.first().part == Stretch::Part::Any)
            m_stretches.first().part = Stretch::Part::Last;
        return cue.count;
    case Kind::Aside:
        return takeAside(cue, i);
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

// "doreen ackroyd, pet": who is spoken to, behind a whole name.
bool Cutter::isAddress(int i) const
{
    static const WordSet addresses(
        "love dear duck pet mate pal hen flower petal treasure chief boss doll honey darling "
        "babe bro dude guv buddy bud friend");
    return i + 1 == m_words.size() && m_now.parts.size() > 1 && addresses.at(m_words, i);
}

int Cutter::takeHint(const WithLetter &with, int i)
{
    NamePart &part = *lastPart();
    QString &name = part.text;
    const int letters = i + with.count - int(with.ending.isEmpty() ? 1 : with.ending.size());
    if (const int hint = lettersOfHint(m_words, letters, name); hint >= 0 && m_words[letters].text.size() == 1)
        return letters + hint - i; // what is spelled out says more than the hint
    m_hinted = i + with.count;
    part.hinted = true;
    if (!with.ending.isEmpty() && name.size() > 2)
        name = name.back() == with.ending.back() ? name.chopped(2) + with.ending : name;
    else if (with.times == 1 && m_words[i].text != u"one" && isAtTheEnd(m_words, i + with.count))
        name = endedWith(name, with.letter);
    else if (!part.spelled)
        name = respelled(name, with.letter, with.times);
    for (const char16_t sound : {u'v', u'f'}) // "with a ph"
        if (with.letter == u'p')
            name.replace(sound, QStringLiteral("ph"));
    return with.count;
}

// Letters taken back while spelling: "w a double l, no, single l i s", "r double t, no, just the one t p r i t …".
int Cutter::takeSingleLetter(int i)
{
    const int count = singleLetterAt(m_words, i);
    const NamePart *last = lastPart();
    const auto letters = count && last ? spelledAt(m_words, i + count) : std::nullopt;
    if (!letters)
        return 0;
    const QChar letter = m_words[i + count - 1].text[0];
    const QString anew = letters->letters.toLower();
    if (anew[0] == last->text[0] && letter != anew[0] && soundsLike(last->text, anew))
        return count; // all of it is spelled again
    if (!last->spelled || !last->text.endsWith(QString(2, letter)) || m_words[i].text == u"no")
        return 0;
    if (m_now.parts.isEmpty())
        m_now = m_stretches.takeLast();
    NamePart &part = m_now.parts.last();
    part.text = part.text.chopped(1) + anew;
    part.written = part.text;
    return count + letters->count;
}

int Cutter::take(int i)
{
    if (const int count = takeSingleLetter(i))
        return count;
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
        if (m_aside && lastPart() && soundsLike(lastPart()->text, spelled->letters.toLower()))
            m_aside = false; // "ewa not eva e w a"
        const QStringList names = m_aside ? QStringList() : spelled->letters.split(u' ', Qt::SkipEmptyParts);
        for (int k = 0; k < names.size(); ++k)
            add(names[k], i + k, spelled->count - k, true);
        return spelled->count;
    }
    if (jointed && (m_words[i].text == u"mc" || m_words[i].text == u"o" || !m_now.parts.isEmpty() || spoken)) {
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
        if (isAddress(i))
            return 1;
        // "maude from bingo, maude perkins", "green like the colour, nadia green"
        if (m_aside && (wasSaid(m_words[i].text) || (i > m_asideFrom && wasSaid(joined(m_words, i + 1, 1)))))
            m_aside = false;
        if (!m_aside)
            add(m_words[i].text, i, 1, false);
        return 1;
    }
    pass(i);
    return 1;
}

// Behind a whole name, a lone unknown word in a sentence is talk: "helen marsh but you can skip the title".
bool isTalk(const Stretch &stretch, const QList<Stretch> &before)
{
    const bool whole = std::any_of(before.begin(), before.end(),
                                   [](const Stretch &one) { return one.parts.first().text != one.parts.last().text; });
    return whole && stretch.talk && stretch.parts.size() == 1 && stretch.part == Stretch::Part::Any && !stretch.corrects
        && !stretch.parts.first().spelled && !stretch.parts.first().hinted && !isGivenName(stretch.parts.first().text);
}

} // namespace

QList<NameStretch> nameStretches(const Words &words)
{
    QList<NameStretch> kept;
    for (const NameStretch &stretch : Cutter(words).cut())
        if (!isTalk(stretch, kept))
            kept.append(stretch);
    return kept;
}

} // namespace nightbell
