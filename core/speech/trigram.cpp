#include "speech/trigram.h"

#include <algorithm>
#include <cmath>

namespace nightbell {

namespace {

constexpr int bitsOfAWord = 20;
constexpr std::uint64_t aWord = (std::uint64_t(1) << bitsOfAWord) - 1;
constexpr std::uint32_t begin = 1, end = 2; // 0 is no word

// The last `count` words of a gram.
std::uint64_t tail(std::uint64_t gram, int count) { return gram & ((std::uint64_t(1) << (bitsOfAWord * count)) - 1); }

QByteArray figure(double likelihood) { return QByteArray::number(std::log10(likelihood), 'f', 4); }

} // namespace

Trigram::Trigram()
{
    numberOf(QStringLiteral("<s>"));
    numberOf(QStringLiteral("</s>"));
}

Trigram::Word Trigram::numberOf(const QString &word)
{
    auto found = m_numbers.constFind(word);
    if (found == m_numbers.cend()) {
        m_words << word;
        found = m_numbers.insert(word, Word(m_words.size()));
    }
    return *found;
}

void Trigram::learn(const QStringList &sentence, int times)
{
    if (sentence.isEmpty() || m_words.size() + sentence.size() > qsizetype(trigramWordsAtMost))
        return;
    ++m_sentences;
    Key gram = begin;
    const auto next = [&](Word word) {
        gram = tail(gram << bitsOfAWord | word, 3);
        for (int order = 0; order < 3; ++order) {
            const Key key = tail(gram, order + 1);
            if (order > 0 && key >> (bitsOfAWord * order) == 0)
                break; // the sentence has not so many words yet
            double &count = m_grams[std::size_t(order)][key];
            History &history = m_histories[std::size_t(order)][key >> bitsOfAWord];
            history.kinds += count == 0;
            history.count += times;
            count += times;
        }
    };
    for (const QString &word : sentence)
        next(numberOf(word));
    next(end);
}

double Trigram::likelihood(int order, Key gram) const
{
    const double before = order == 0 ? 1.0 / double(m_words.size() - 1) // anything but <s>
                                     : likelihood(order - 1, tail(gram, order));
    const auto &histories = m_histories[std::size_t(order)];
    const auto history = histories.find(gram >> bitsOfAWord);
    if (history == histories.end())
        return before;
    const auto &grams = m_grams[std::size_t(order)];
    const auto seen = grams.find(gram);
    const auto [count, kinds] = history->second;
    return ((seen == grams.end() ? 0 : seen->second) + kinds * before) / (count + kinds);
}

QByteArray Trigram::arpa() const
{
    std::array<std::vector<Key>, 3> grams;
    for (Word word = begin; word <= Word(m_words.size()); ++word)
        grams[0].push_back(word);
    for (std::size_t order = 1; order < 3; ++order) {
        for (const auto &[gram, count] : m_grams[order])
            grams[order].push_back(gram);
        std::sort(grams[order].begin(), grams[order].end());
    }
    QByteArray text = "\\data\\\n";
    for (std::size_t order = 0; order < 3; ++order)
        text += "ngram " + QByteArray::number(int(order) + 1) + '=' + QByteArray::number(grams[order].size()) + '\n';
    std::vector<QByteArray> words;
    for (const QString &word : m_words)
        words.push_back(word.toLatin1());
    for (std::size_t order = 0; order < 3; ++order) {
        text += "\n\\" + QByteArray::number(int(order) + 1) + "-grams:\n";
        for (const Key gram : grams[order]) {
            text += gram == begin ? QByteArray("-99.0000") : figure(likelihood(int(order), gram));
            for (int back = int(order); back >= 0; --back)
                text += ' ' + words[std::size_t((gram >> (bitsOfAWord * back)) & aWord) - 1];
            if (order < 2)
                if (const auto found = m_histories[order + 1].find(gram); found != m_histories[order + 1].end())
                    text += ' ' + figure(found->second.kinds / (found->second.count + found->second.kinds));
            text += '\n';
        }
    }
    return text + "\n\\end\\\n";
}

} // namespace nightbell
