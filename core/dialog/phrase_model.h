// Which of several labels an utterance most likely has, learned from phrases: a linear model over the features of
// phrase_features.h, trained while the program is built (resources/language) and carried in it as a resource.
#pragma once

#include "dialog/phrase_features.h"
#include "result.h"

#include <QByteArray>
#include <QStringList>

#include <vector>

namespace nightbell {

inline constexpr int phraseLabelsAtMost = 64;
inline constexpr int phraseRowsAtMost = 1'000'000;

// The file, little endian: "NBPM", version, number of labels, temperature, step, number of rows; the labels, each a
// length and its letters; the rows' keys, ascending; the rows' weights in steps, one byte a label.
struct PhraseWeights
{
    QStringList labels;
    float temperature = 1; // what makes the probabilities honest, from phrases that training had not seen
    float step = 0;        // what one unit of a weight is worth
    std::vector<quint32> keys;
    std::vector<qint8> weights; // row by row
};

QByteArray phraseModelFile(const PhraseWeights &weights);

class PhraseModel
{
public:
    // Newer: of a later version. Damaged: not such a file, cut short, too long, or not in order.
    static Result<PhraseModel> fromFile(const QByteArray &file);
    static PhraseModel builtIn(const QString &name); // trained with this very program; a missing one is a bug

    explicit PhraseModel(PhraseWeights weights) : m_weights(std::move(weights)) { }

    const QStringList &labels() const { return m_weights.labels; }

    // A probability per label, in the order of labels(). `asked`: the question answered, empty if there was none.
    std::vector<float> judge(const Words &said, const Words &asked = {}) const;

    bool knows(const QString &word) const { return rowOf(keyOfWord(word)) != nullptr; } // learned something of it

    // The words that speak most for the label, and which other labels' share they take; best first.
    QList<Evidence> evidence(int label, const Words &said, const Words &asked = {}, int atMost = 3) const;

private:
    const qint8 *rowOf(quint32 key) const; // nothing if training never met it

    PhraseWeights m_weights;
};

} // namespace nightbell
