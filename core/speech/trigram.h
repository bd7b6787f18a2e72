// How likely a word is after two others: counted in sentences, smoothed after Witten and Bell, written in ARPA's form.
#pragma once

#include <QByteArray>
#include <QHash>
#include <QStringList>

#include <array>
#include <unordered_map>
#include <vector>

namespace nightbell {

inline constexpr std::size_t trigramWordsAtMost = 60'000; // different ones; a sentence with one more is left out

class Trigram
{
public:
    Trigram();

    void learn(const QStringList &sentence, int times = 1);

    const QStringList &words() const { return m_words; } // with <s> and </s>, in the order in which they came
    qsizetype sentences() const { return m_sentences; }
    QByteArray arpa() const;

private:
    using Word = std::uint32_t;
    using Key = std::uint64_t; // up to three words, 20 bits each; the last said lowest
    struct History
    {
        double count = 0; // of all that followed
        double kinds = 0; // how many different ones did
    };
    using Counts = std::unordered_map<Key, double>;
    using Histories = std::unordered_map<Key, History>;

    Word numberOf(const QString &word);
    double likelihood(int order, Key gram) const; // of its last word after the others

    QStringList m_words;
    QHash<QString, Word> m_numbers;
    std::array<Counts, 3> m_grams;
    std::array<Histories, 3> m_histories; // by the words before; of the first order there is one, 0
    qsizetype m_sentences = 0;
};

} // namespace nightbell
