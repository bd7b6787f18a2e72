#include "speech/phrases.h"

#include <QRegularExpression>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

// A full stop after one of these, or after a single letter, does not end a sentence.
const QRegularExpression &shortWord()
{
    static const QRegularExpression known(
        uR"((?:\b(?:Dr|Mr|Mrs|Ms|Prof|St|Ste|Ave|Rd|Blvd|Apt|Bldg|Jr|Sr|No|Ext|Fl|vs|approx|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)"
        uR"(|\b[A-Z]|\b[ae]\.m|e\.g|i\.e)\.)$)"_s,
        QRegularExpression::CaseInsensitiveOption);
    return known;
}

bool endsSentence(const QString &text, qsizetype at) // at a sign
{
    const QChar sign = text[at];
    if (!u".!?"_s.contains(sign) || (at + 1 < text.size() && !text[at + 1].isSpace()))
        return sign == u'。' || sign == u'！' || sign == u'？' || sign == u'\n';
    return sign != u'.'
        || !shortWord()
                .match(text.mid(std::max<qsizetype>(at - 8, 0), at + 1 - std::max<qsizetype>(at - 8, 0)))
                .hasMatch();
}

// Where a phrase that begins at `from` and is too long ends: after the last clause, else word, that fits.
qsizetype breath(const QString &text, qsizetype from)
{
    const qsizetype longest = from + phraseCharactersAtMost, least = from + phraseCharactersAtMost / 4;
    for (const QString &signs : {u";:"_s, u",–—"_s})
        for (qsizetype at = longest; at > least; --at)
            if (text[at].isSpace() && signs.contains(text[at - 1]))
                return at;
    for (qsizetype at = longest; at > least; --at)
        if (text[at].isSpace())
            return at;
    return text[longest].isLowSurrogate() ? longest - 1 : longest;
}

class Parting
{
public:
    explicit Parting(const QString &text) : m_text(text) { }

    QList<Phrase> phrases()
    {
        for (qsizetype at = 0; at < m_text.size(); ++at)
            if (endsSentence(m_text, at))
                partAt(at + 1);
        partAt(m_text.size());
        return std::move(m_phrases);
    }

private:
    void partAt(qsizetype end)
    {
        skipSpace(end);
        while (end - m_from > phraseCharactersAtMost) {
            add(breath(m_text, m_from));
            skipSpace(end);
        }
        add(end);
    }

    void skipSpace(qsizetype end)
    {
        while (m_from < end && m_text[m_from].isSpace())
            ++m_from;
    }

    void add(qsizetype end)
    {
        if (const QString words = m_text.mid(m_from, end - m_from).trimmed(); !words.isEmpty())
            m_phrases.append({m_from, words});
        m_from = end;
    }

    const QString &m_text;
    qsizetype m_from = 0;
    QList<Phrase> m_phrases;
};

} // namespace

QList<Phrase> phrasesOf(const QString &text) { return Parting(text).phrases(); }

} // namespace nightbell
