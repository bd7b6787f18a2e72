#include "dialog/words.h"

namespace nightbell {

namespace {

bool isApostrophe(QChar sign) { return sign == u'\'' || sign == u'\u2019' || sign == u'\u2018' || sign == u'`'; }

// Marks that belong to a word while letters or digits stand on both sides of them.
bool joins(QChar sign) { return sign == u':' || sign == u'.' || sign == u'/' || sign == u'@' || sign == u','; }

bool staysInside(QStringView text, qsizetype at)
{
    if (!joins(text[at]) || at == 0 || at + 1 >= text.size())
        return false;
    if (text[at] == u'@')
        return text[at - 1].isLetterOrNumber() && text[at + 1].isLetterOrNumber();
    if (text[at] == u'.' && text[at - 1].isLetter())
        return false; // "dr.smith" is two words, "a.m." its letters
    return text[at - 1].isDigit() && text[at + 1].isDigit();
}

bool parts(QChar sign)
{
    return sign == u',' || sign == u'.' || sign == u';' || sign == u':' || sign == u'?' || sign == u'!' || sign == u'\n'
        || sign == u'\u2026' || sign == u'\u2013' || sign == u'\u2014';
}

} // namespace

Words wordsOf(QStringView utterance)
{
    Words words;
    Word word;
    const auto close = [&](qsizetype at) {
        if (word.text.isEmpty())
            return;
        word.to = int(at);
        words.append(std::exchange(word, {}));
    };
    for (qsizetype at = 0; at < utterance.size() && words.size() < wordsAtMost; ++at) {
        const QChar sign = utterance[at];
        if (sign.isLetterOrNumber() || sign.isMark() || sign.isSurrogate() || (staysInside(utterance, at))) {
            if (word.text.isEmpty())
                word.from = int(at);
            if (word.text.size() < wordCharactersAtMost)
                word.text.append(sign.toLower());
        } else if (!isApostrophe(sign)) {
            close(at);
            if (parts(sign) && !words.isEmpty())
                words.last().pauseAfter = true;
        }
    }
    close(utterance.size());
    return words;
}

QString joined(const Words &words, int first, int count)
{
    QString text;
    for (int i = std::max(first, 0); i < std::min<qsizetype>(words.size(), first + count); ++i) {
        if (!text.isEmpty())
            text.append(u' ');
        text.append(words[i].text);
    }
    return text;
}

QString joined(const Words &words) { return joined(words, 0, int(words.size())); }

} // namespace nightbell
