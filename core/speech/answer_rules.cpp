#include "speech/answer_rules.h"

#include "speech/ear_words.h"

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

constexpr int deepest = 16;      // parentheses in parentheses
constexpr int wordsAtMost = 200; // of one wording

Problem unreadable(const QString &why) { return {Problem::Kind::Invalid, why}; }

class Reader
{
public:
    Reader(QStringView text, const AnswerRules &known) : m_text(text), m_known(known) { }

    Result<Saying> whole()
    {
        auto read = choice(0);
        if (read && m_at < m_text.size())
            return unreadable(u"a parenthesis is closed that was not opened"_s);
        return read;
    }

private:
    Result<Saying> choice(int depth)
    {
        if (depth > deepest)
            return unreadable(u"too many parentheses within each other"_s);
        Saying all{Saying::Kind::Choice, {}, {}};
        do {
            auto one = sequence(depth);
            if (!one)
                return one;
            all.parts << std::move(one).value();
        } while (taken(u'|'));
        return all.parts.size() == 1 ? all.parts.takeFirst() : all;
    }

    Result<Saying> sequence(int depth)
    {
        Saying all;
        while (m_at < m_text.size() && m_text[m_at] != u'|' && m_text[m_at] != u')') {
            if (taken(u'(')) {
                auto inner = choice(depth + 1);
                if (!inner)
                    return inner;
                if (!taken(u')'))
                    return unreadable(u"a parenthesis is not closed"_s);
                all.parts << std::move(inner).value();
            } else if (taken(u'{')) {
                const QString name = upTo(u"}").toString();
                if (!taken(u'}') || !m_known.has(name))
                    return unreadable(u"no rule before this one is called %1"_s.arg(name));
                all.parts << Saying{Saying::Kind::Rule, name, {}};
            } else {
                for (const QString &word : earWords(upTo(u"|(){}")))
                    all.parts << Saying{Saying::Kind::Word, word, {}};
                if (m_at < m_text.size() && m_text[m_at] == u'}')
                    return unreadable(u"a brace is closed that was not opened"_s);
            }
        }
        return all;
    }

    bool taken(QChar sign)
    {
        const bool there = m_at < m_text.size() && m_text[m_at] == sign;
        m_at += there;
        return there;
    }

    QStringView upTo(QStringView ends)
    {
        const qsizetype from = m_at;
        while (m_at < m_text.size() && !ends.contains(m_text[m_at]))
            ++m_at;
        return m_text.sliced(from, m_at - from);
    }

    QStringView m_text;
    const AnswerRules &m_known;
    qsizetype m_at = 0;
};

quint32 mixed(quint32 chance)
{
    chance ^= chance << 13;
    chance ^= chance >> 17;
    return chance ^ (chance << 5);
}

// Of a rule's name only what JSGF allows in one.
QByteArray nameInJsgf(const QString &name)
{
    QByteArray plain = "r_";
    for (const QChar sign : name)
        plain += sign.unicode() < 0x80 && sign.isLetterOrNumber() ? QByteArray(1, sign.toLatin1()) : QByteArray("_");
    return plain;
}

bool silent(const Saying &phrase) { return phrase.kind == Saying::Kind::Sequence && phrase.parts.isEmpty(); }

QByteArray inJsgf(const Saying &phrase)
{
    QByteArray text;
    switch (phrase.kind) {
    case Saying::Kind::Word:
        return phrase.text.toLatin1();
    case Saying::Kind::Rule:
        return '<' + nameInJsgf(phrase.text) + '>';
    case Saying::Kind::Sequence:
        for (const Saying &part : phrase.parts)
            text += (text.isEmpty() ? "" : " ") + inJsgf(part);
        return text;
    case Saying::Kind::Choice:
        break;
    }
    bool mayBeNothing = false;
    for (const Saying &part : phrase.parts) {
        mayBeNothing |= silent(part);
        if (!silent(part))
            text += (text.isEmpty() ? "" : " | ") + inJsgf(part);
    }
    if (text.isEmpty())
        return {};
    return mayBeNothing ? "[ " + text + " ]" : "( " + text + " )";
}

} // namespace

const AnswerRules::Rule *AnswerRules::rule(const QString &name) const
{
    const auto found = m_places.constFind(name);
    return found == m_places.cend() ? nullptr : &m_rules[*found];
}

Result<Saying> AnswerRules::parse(QStringView phrase) const
{
    if (phrase.size() > answerCharactersAtMost)
        return unreadable(u"a phrase longer than %1 characters"_s.arg(answerCharactersAtMost));
    return Reader(phrase, *this).whole();
}

Result<> AnswerRules::add(const QString &name, QStringView phrase)
{
    auto read = parse(phrase);
    if (!read)
        return read.problem();
    auto place = m_places.constFind(name);
    if (place != m_places.cend() && *place != m_rules.size() - 1)
        return unreadable(u"the lines of rule %1 stand apart"_s.arg(name)); // or it might speak of itself
    if (place == m_places.cend()) {
        if (m_rules.size() == answerRulesAtMost)
            return Problem{Problem::Kind::Full, u"more than %1 rules"_s.arg(answerRulesAtMost)};
        place = m_places.insert(name, m_rules.size());
        m_rules << Rule{name, {}};
    }
    if (!silent(read.value()))
        m_rules[*place].ways << std::move(read).value();
    return {};
}

void AnswerRules::addPlain(const QString &name, const QString &words)
{
    Saying phrase;
    for (const QString &word : earWords(words))
        phrase.parts << Saying{Saying::Kind::Word, word, {}};
    if (const auto place = m_places.constFind(name); place != m_places.cend() && !silent(phrase))
        m_rules[*place].ways << phrase;
}

Result<> AnswerRules::read(const QByteArray &lines)
{
    int number = 0;
    for (const QString &line : QString::fromUtf8(lines).split(u'\n')) {
        ++number;
        const qsizetype tab = line.indexOf(u'\t');
        if (line.startsWith(u'#') || line.trimmed().isEmpty())
            continue;
        const Result<> added = tab < 1 ? Result<>(unreadable(u"not a name, a tab and a phrase"_s))
                                       : add(line.left(tab), QStringView(line).sliced(tab + 1));
        if (!added)
            return Problem{added.problem().kind, u"line %1: %2"_s.arg(number).arg(added.problem().detail)};
    }
    return {};
}

void AnswerRules::say(const Saying &phrase, quint32 &chance, QStringList &words) const
{
    if (words.size() >= wordsAtMost)
        return;
    const auto oneOf = [&](const QList<Saying> &ways) {
        chance = mixed(chance);
        if (!ways.isEmpty())
            say(ways[qsizetype(chance % quint32(ways.size()))], chance, words);
    };
    switch (phrase.kind) {
    case Saying::Kind::Word:
        words << phrase.text;
        break;
    case Saying::Kind::Sequence:
        for (const Saying &part : phrase.parts)
            say(part, chance, words);
        break;
    case Saying::Kind::Choice:
        oneOf(phrase.parts);
        break;
    case Saying::Kind::Rule:
        if (const Rule *named = rule(phrase.text))
            oneOf(named->ways);
        break;
    }
}

QStringList AnswerRules::wording(const Saying &phrase, quint32 turn) const
{
    quint32 chance = mixed((turn + 1) * 2654435761U | 1U);
    QStringList words;
    say(phrase, chance, words);
    return words;
}

QStringList AnswerRules::wording(const QString &rule, quint32 turn) const
{
    return wording(Saying{Saying::Kind::Rule, rule, {}}, turn);
}

void AnswerRules::gather(const QString &name, QSet<QString> &words, QSet<QString> &seen) const
{
    const Rule *named = rule(name);
    if (!named || seen.contains(name))
        return;
    seen.insert(name);
    QList<Saying> waiting = named->ways;
    while (!waiting.isEmpty()) {
        const Saying phrase = waiting.takeLast();
        if (phrase.kind == Saying::Kind::Word)
            words.insert(phrase.text);
        else if (phrase.kind == Saying::Kind::Rule)
            gather(phrase.text, words, seen);
        waiting += phrase.parts;
    }
}

void AnswerRules::gatherWords(const QString &rule, QSet<QString> &words) const
{
    QSet<QString> seen;
    gather(rule, words, seen);
}

void AnswerRules::writeWithWhatItNeeds(const QString &name, QByteArray &text, QSet<QString> &written) const
{
    const Rule *named = rule(name);
    if (!named || written.contains(name))
        return;
    written.insert(name);
    QList<Saying> waiting = named->ways;
    while (!waiting.isEmpty()) {
        const Saying phrase = waiting.takeLast();
        if (phrase.kind == Saying::Kind::Rule)
            writeWithWhatItNeeds(phrase.text, text, written);
        waiting += phrase.parts;
    }
    const QByteArray ways = inJsgf(Saying{Saying::Kind::Choice, {}, named->ways});
    text += '<' + nameInJsgf(name) + "> = " + (ways.isEmpty() ? QByteArray("<VOID>") : ways) + ";\n";
}

QByteArray AnswerRules::jsgf(const QString &rule, const QList<QStringList> &extra, const QString &always) const
{
    QByteArray text = "#JSGF V1.0;\ngrammar answer;\n";
    QSet<QString> written;
    QList<QByteArray> ways;
    for (const QString &name : {rule, always}) {
        if (!has(name))
            continue;
        writeWithWhatItNeeds(name, text, written);
        ways << '<' + nameInJsgf(name) + '>';
    }
    for (const QStringList &words : extra)
        if (!words.isEmpty())
            ways << words.join(u' ').toLatin1();
    return text + "public <answer> = " + ways.join(" | ") + ";\n";
}

} // namespace nightbell
