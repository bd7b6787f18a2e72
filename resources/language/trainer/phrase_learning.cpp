#include "phrase_learning.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace nightbell {

namespace {

constexpr int epochs = 10, folds = 3, linesOfABlock = 4; // neighbours resemble each other: they are held out together
constexpr float pace = 0.5F, shrink = 2e-4F;
constexpr int seenAtLeast = 2;

struct Sparse
{
    std::vector<std::pair<quint32, float>> features; // row, value
    int label = 0;
    int fold = 0;
    float weight = 1;
};

struct Corpus
{
    std::vector<quint32> keys; // ascending
    std::vector<Sparse> examples;
    size_t labels = 0;
};

Corpus corpusOf(const PhraseBook &book)
{
    std::unordered_map<quint32, int> seen;
    std::vector<QList<PhraseFeature>> all;
    for (const Example &example : book.examples) {
        all.push_back(featuresOf(example.said, example.asked));
        for (const PhraseFeature &feature : all.back())
            ++seen[feature.key];
    }
    Corpus corpus{.labels = size_t(book.labels.size())};
    for (const auto &[key, count] : seen)
        if (count >= seenAtLeast)
            corpus.keys.push_back(key);
    std::sort(corpus.keys.begin(), corpus.keys.end());
    std::unordered_map<quint32, quint32> rows;
    for (size_t row = 0; row < corpus.keys.size(); ++row)
        rows[corpus.keys[row]] = quint32(row);
    std::vector<float> ofLabel(corpus.labels, 0);
    float total = 0;
    for (const Example &example : book.examples)
        ofLabel[size_t(example.label)] += example.weight, total += example.weight;
    for (size_t i = 0; i < all.size(); ++i) {
        const Example &example = book.examples[i];
        const float share = ofLabel[size_t(example.label)] * float(corpus.labels) / total;
        Sparse sparse{.label = example.label,
                      .fold = example.line / linesOfABlock % folds,
                      .weight = example.weight / std::sqrt(share)}; // rare labels count for more, though not fully
        for (const PhraseFeature &feature : all[i])
            if (const auto row = rows.find(feature.key); row != rows.end())
                sparse.features.emplace_back(row->second, feature.value);
        corpus.examples.push_back(std::move(sparse));
    }
    return corpus;
}

class Regression
{
public:
    explicit Regression(const Corpus &corpus)
        : m_labels(corpus.labels)
        , m_weights(corpus.keys.size() * m_labels, 0)
        , m_steps(m_weights.size(), 0)
    { }

    std::vector<float> scores(const Sparse &example) const
    {
        std::vector<float> sums(m_labels, 0);
        for (const auto &[row, value] : example.features)
            for (size_t label = 0; label < m_labels; ++label)
                sums[label] += value * m_weights[row * m_labels + label];
        return sums;
    }

    void learn(const Sparse &example)
    {
        std::vector<float> slope = scores(example);
        const float most = *std::max_element(slope.begin(), slope.end());
        float sum = 0;
        for (float &score : slope)
            sum += score = std::exp(score - most);
        for (float &score : slope)
            score *= example.weight / sum;
        slope[size_t(example.label)] -= example.weight;
        float squares = 0;
        for (const float each : slope)
            squares += each * each;
        for (const auto &[row, value] : example.features) {
            m_steps[row] += squares * value * value;
            const float step = pace * value / std::sqrt(m_steps[row] + 1e-6F);
            float *weights = m_weights.data() + row * m_labels;
            for (size_t label = 0; label < m_labels; ++label)
                weights[label] -= step * slope[label] + shrink * pace * weights[label];
        }
    }

    const std::vector<float> &weights() const { return m_weights; }

private:
    size_t m_labels;
    std::vector<float> m_weights; // row by row
    std::vector<float> m_steps;   // what a row has moved: the more, the smaller its next step
};

Regression trained(const Corpus &corpus, int without)
{
    Regression regression(corpus);
    std::vector<size_t> order;
    for (size_t i = 0; i < corpus.examples.size(); ++i)
        if (corpus.examples[i].fold != without)
            order.push_back(i);
    quint32 seed = 2463534242U;
    for (int epoch = 0; epoch < epochs; ++epoch) {
        for (size_t i = order.size(); i > 1; --i) {
            seed ^= seed << 13, seed ^= seed >> 17, seed ^= seed << 5;
            std::swap(order[i - 1], order[seed % i]);
        }
        for (const size_t i : order)
            regression.learn(corpus.examples[i]);
    }
    return regression;
}

struct Judged
{
    size_t example = 0;
    std::vector<float> scores;
    int best() const { return int(std::max_element(scores.begin(), scores.end()) - scores.begin()); }
};

double loss(const Corpus &corpus, const std::vector<Judged> &all, double temperature)
{
    double sum = 0;
    for (const Judged &judged : all) {
        double whole = 0;
        for (const float score : judged.scores)
            whole += std::exp(double(score) / temperature);
        const Sparse &example = corpus.examples[judged.example];
        sum += example.weight * (std::log(whole) - judged.scores[size_t(example.label)] / temperature);
    }
    return sum;
}

float bestTemperature(const Corpus &corpus, const std::vector<Judged> &all)
{
    double best = 1;
    for (double temperature = 0.3; temperature < 4; temperature *= 1.05)
        if (loss(corpus, all, temperature) < loss(corpus, all, best))
            best = temperature;
    return float(best);
}

double macroF1(const Corpus &corpus, const std::vector<Judged> &all)
{
    std::vector<double> right(corpus.labels, 0), wrong(corpus.labels, 0);
    for (const Judged &judged : all) {
        const Sparse &example = corpus.examples[judged.example];
        if (judged.best() == example.label)
            right[size_t(example.label)] += 2 * example.weight;
        else
            wrong[size_t(example.label)] += example.weight, wrong[size_t(judged.best())] += example.weight;
    }
    double sum = 0;
    for (size_t label = 0; label < corpus.labels; ++label)
        sum += right[label] / std::max(1e-9, right[label] + wrong[label]);
    return sum / double(corpus.labels);
}

void quantise(const Corpus &corpus, const std::vector<float> &weights, PhraseWeights &into)
{
    float most = 1e-6F;
    for (const float weight : weights)
        most = std::max(most, std::abs(weight));
    into.step = most / 127;
    for (size_t row = 0; row < corpus.keys.size(); ++row) {
        const float *first = weights.data() + row * corpus.labels, *last = first + corpus.labels;
        if (std::all_of(first, last, [&](float weight) { return std::abs(weight) < into.step; }))
            continue; // says nothing
        into.keys.push_back(corpus.keys[row]);
        for (const float *weight = first; weight != last; ++weight)
            into.weights.push_back(qint8(std::lround(*weight / into.step)));
    }
}

} // namespace

Learned learn(const PhraseBook &book, const std::function<void(const Example &, int judged)> &wrong)
{
    const Corpus corpus = corpusOf(book);
    std::vector<Judged> all;
    double right = 0;
    for (int fold = 0; fold < folds; ++fold) {
        const Regression regression = trained(corpus, fold);
        for (size_t i = 0; i < corpus.examples.size(); ++i) {
            if (corpus.examples[i].fold != fold)
                continue;
            all.push_back({i, regression.scores(corpus.examples[i])});
            if (all.back().best() == corpus.examples[i].label)
                ++right;
            else
                wrong(book.examples[i], all.back().best());
        }
    }
    Learned learned{.weights = {.labels = book.labels, .temperature = bestTemperature(corpus, all)},
                    .accuracy = right / double(corpus.examples.size()),
                    .macroF1 = macroF1(corpus, all)};
    quantise(corpus, trained(corpus, folds).weights(), learned.weights);
    return learned;
}

} // namespace nightbell
