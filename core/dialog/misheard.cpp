#include "dialog/misheard.h"

#include "dialog/sound_key.h"

#include <algorithm>

namespace nightbell {

namespace {

constexpr qsizetype shortestWord = 4, shortestEdited = 6; // letters; of shorter words too many are one letter apart
constexpr qsizetype surelyAlike = 6;                      // sounds
constexpr qsizetype joinedAtMost = 4;                     // words

QString withoutLetter(const QString &word, qsizetype at) { return word.left(at) + word.mid(at + 1); }

} // namespace

Misheard::Misheard(const Spellings &spellings) : m_plain(spellings.ordinary.begin(), spellings.ordinary.end())
{
    for (const QString &word : spellings.takenApart)
        m_joined.insert(roughSound(word), word);
    for (const QString &word : spellings.keyWords) {
        m_plain << word;
        const QString sound = roughSound(word);
        if (!m_sounds.contains(sound)) // the first of two that sound alike
            m_sounds.insert(sound, word);
        if (word.size() < shortestEdited)
            continue;
        m_edits.insert(word, word);
        for (qsizetype at = 0; at < word.size(); ++at)
            if (const QString less = withoutLetter(word, at); !m_edits.contains(less))
                m_edits.insert(less, word);
    }
}

QString Misheard::meantBy(const QString &word) const
{
    if (word.size() < shortestWord || m_plain.contains(word))
        return {};
    const QString same = m_sounds.value(roughSound(word));
    if (!same.isEmpty() && (same[0] == word[0] || roughSound(word).size() >= surelyAlike))
        return same;
    if (const QString longer = m_edits.value(word); !longer.isEmpty() && longer[0] == word[0])
        return longer;
    for (qsizetype at = 1; at < word.size() && word.size() >= shortestEdited; ++at) // first letters are seldom wrong
        if (const QString near = m_edits.value(withoutLetter(word, at)); !near.isEmpty() && near[0] == word[0])
            return near;
    return {};
}

// Worked out for few words: most begin no key word.
bool Misheard::mayBegin(const QString &word) const
{
    QString start;
    return std::any_of(m_joined.keyValueBegin(), m_joined.keyValueEnd(), [&](const auto &joined) {
        if (word.isEmpty() || joined.second[0] != word[0])
            return false;
        if (start.isEmpty())
            start = roughSound(word);
        return joined.first.startsWith(start);
    });
}

bool Misheard::join(Words &words, qsizetype first) const
{
    QString together = words[first].text;
    if (!mayBegin(together))
        return false;
    for (qsizetype last = first + 1; last < std::min(words.size(), first + joinedAtMost); ++last) {
        if (m_plain.contains(words[last - 1].text) || m_plain.contains(words[last].text))
            return false; // a word of its own
        together += words[last].text;
        const QString meant = m_joined.value(roughSound(together));
        if (meant.isEmpty() || meant[0] != together[0])
            continue;
        words[first].text = meant;
        for (qsizetype rest = first + 1; rest <= last; ++rest)
            words[rest].text = QStringLiteral("um");
        return true;
    }
    return false;
}

Words Misheard::mended(const Words &said, const std::function<bool(const QString &)> &isKnown) const
{
    Words words = said;
    for (qsizetype at = 0; at < words.size(); ++at) {
        if (join(words, at) || isKnown(words[at].text))
            continue;
        if (const QString meant = meantBy(words[at].text); !meant.isEmpty())
            words[at].text = meant;
    }
    return words;
}

} // namespace nightbell
