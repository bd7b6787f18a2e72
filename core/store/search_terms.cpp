#include "store/search_terms.h"

#include <algorithm>

namespace nightbell {
namespace {

bool isApostrophe(char32_t c) { return c == U'\'' || c == U'\u2019' || c == U'\u02BC' || c == U'\u2018' || c == U'`'; }

// Marks that people leave out when they type: Latin, Greek and Cyrillic accents, Hebrew points, Arabic vowels.
bool isAccent(char32_t c)
{
    return (c >= 0x0300 && c <= 0x036F) || (c >= 0x0591 && c <= 0x05C7) || (c >= 0x064B && c <= 0x065F)
        || (c >= 0x1AB0 && c <= 0x1AFF) || (c >= 0x1DC0 && c <= 0x1DFF);
}

// Scripts written without spaces: each character is a word, so any run of them is found as a phrase.
bool standsAlone(char32_t c)
{
    switch (QChar::script(c)) {
    case QChar::Script_Han:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
    case QChar::Script_Thai:
    case QChar::Script_Lao:
    case QChar::Script_Khmer:
    case QChar::Script_Myanmar:
        return true;
    default:
        return false;
    }
}

class WordCollector
{
public:
    void take(char32_t c)
    {
        if (isAccent(c) || (isApostrophe(c) && !m_word.isEmpty()))
            return;
        if (c == U'\u00DF') { // Qt folds it to itself, people write both
            take(U's');
            take(U's');
            return;
        }
        if (!QChar::isLetterOrNumber(c) && !QChar::isMark(c)) {
            finish();
            return;
        }
        if (!QChar::isMark(c)) {
            const bool alone = standsAlone(c);
            if (alone || m_alone)
                finish();
            m_alone = alone;
        }
        const auto text = QChar::fromUcs4(c);
        if (m_word.size() + QStringView(text).size() <= searchWordCharactersAtMost)
            m_word += text;
    }
    void finish()
    {
        if (!m_word.isEmpty()) // what was left out may have kept marks apart that have an order of their own
            m_words << std::exchange(m_word, {}).normalized(QString::NormalizationForm_KD);
    }
    QStringList words() && { return std::move(m_words); }

private:
    QStringList m_words;
    QString m_word;
    bool m_alone = false; // the word is a character that stands alone, with its marks
};

} // namespace

QStringList searchWordsOf(QStringView text)
{
    // Folding may compose or decompose anew, so it stands between two decompositions.
    const QString plain = text.toString()
                              .normalized(QString::NormalizationForm_KD)
                              .toCaseFolded()
                              .normalized(QString::NormalizationForm_KD);
    WordCollector collector;
    for (qsizetype i = 0; i < plain.size(); ++i) {
        char32_t c = plain[i].unicode();
        if (QChar::isHighSurrogate(c) && i + 1 < plain.size() && plain[i + 1].isLowSurrogate())
            c = QChar::surrogateToUcs4(plain[i], plain[i + 1]), ++i;
        collector.take(c);
    }
    collector.finish();
    return std::move(collector).words();
}

Result<SearchQuery> searchQueryFrom(QStringView typed)
{
    const Problem tooLong{Problem::Kind::Invalid, QStringLiteral("the search text is too long")};
    if (typed.size() > queryCharactersAtMost)
        return tooLong;
    SearchQuery query;
    qsizetype count = 0;
    const auto add = [&](QStringView part, bool prefix) {
        SearchPiece piece{searchWordsOf(part), prefix};
        count += piece.words.size();
        if (!piece.words.isEmpty() && !query.contains(piece))
            query << piece;
    };
    qsizetype at = 0;
    while (at < typed.size()) {
        const bool quoted = typed[at] == u'"' || typed[at] == u'\u201C' || typed[at] == u'\u201D';
        if (!quoted && typed[at].isSpace()) {
            ++at;
            continue;
        }
        const auto ends = [&](QChar c) {
            const bool quote = c == u'"' || c == u'\u201C' || c == u'\u201D';
            return quoted ? quote : quote || c.isSpace();
        };
        const qsizetype from = at + (quoted ? 1 : 0);
        const qsizetype to = std::find_if(typed.begin() + from, typed.end(), ends) - typed.begin();
        const QStringView part = typed.sliced(from, to - from);
        add(part, !quoted && part.endsWith(u'*'));
        at = quoted ? to + 1 : to;
    }
    if (count > queryWordsAtMost)
        return tooLong;
    return query;
}

bool matches(const SearchQuery &query, const QStringList &words)
{
    return std::ranges::all_of(query, [&](const SearchPiece &piece) {
        const qsizetype length = piece.words.size();
        for (qsizetype at = 0; at + length <= words.size(); ++at) {
            const auto fits = [&](qsizetype i) {
                return piece.prefix && i + 1 == length ? words[at + i].startsWith(piece.words[i])
                                                       : words[at + i] == piece.words[i];
            };
            qsizetype same = 0;
            while (same < length && fits(same))
                ++same;
            if (same == length)
                return true;
        }
        return false;
    });
}

} // namespace nightbell
