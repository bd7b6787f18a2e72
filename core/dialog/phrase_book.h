// Fixed phrases and what they stand for, found at a place in an utterance, the longest first. A phrase is written as
// its words; "to/till" is either, "the?" may be left out: "quarter to/till the? hour" stands for four phrases.
#pragma once

#include "dialog/words.h"

#include <QHash>
#include <QSet>

#include <optional>
#include <span>

namespace nightbell {

QList<QStringList> phrasesOf(const char *pattern); // all the phrases that a pattern stands for

template<class Meaning> class PhraseBook
{
public:
    struct Entry
    {
        const char *pattern;
        Meaning meaning;
    };
    struct Hit
    {
        Meaning meaning;
        int count = 0; // of words
    };

    PhraseBook(std::initializer_list<Entry> entries) : PhraseBook(std::span(entries.begin(), entries.size())) { }

    explicit PhraseBook(std::span<const Entry> entries)
    {
        for (const Entry &entry : entries)
            for (const QStringList &phrase : phrasesOf(entry.pattern))
                m_byFirst[phrase.first()].append({phrase, entry.meaning});
        for (auto &phrases : m_byFirst)
            std::stable_sort(phrases.begin(), phrases.end(),
                             [](const Phrase &a, const Phrase &b) { return a.words.size() > b.words.size(); });
    }

    std::optional<Hit> at(const Words &words, int place) const
    {
        if (place < 0 || place >= words.size())
            return {};
        const auto found = m_byFirst.constFind(words[place].text);
        if (found == m_byFirst.constEnd())
            return {};
        for (const Phrase &phrase : *found)
            if (standsAt(phrase.words, words, place))
                return Hit{phrase.meaning, int(phrase.words.size())};
        return {};
    }

private:
    struct Phrase
    {
        QStringList words;
        Meaning meaning;
    };

    static bool standsAt(const QStringList &phrase, const Words &words, int place)
    {
        if (place + phrase.size() > words.size())
            return false;
        for (int i = 1; i < phrase.size(); ++i)
            if (words[place + i].text != phrase[i])
                return false;
        return true;
    }

    QHash<QString, QList<Phrase>> m_byFirst;
};

// A few single words: is one of them said at that place?
class WordSet
{
public:
    explicit WordSet(const char *words)
    {
        for (const QString &word : QString::fromUtf8(words).split(u' ', Qt::SkipEmptyParts))
            m_words.insert(word);
    }

    bool has(const QString &word) const { return m_words.contains(word); }
    bool at(const Words &words, int place) const
    {
        return place >= 0 && place < words.size() && has(words[place].text);
    }

private:
    QSet<QString> m_words;
};

} // namespace nightbell
