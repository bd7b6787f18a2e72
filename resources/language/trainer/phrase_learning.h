// Multinomial logistic regression by stochastic descent, in a fixed order: the same phrases give the same weights.
#pragma once

#include "dialog/phrase_model.h"
#include "phrase_book.h"

#include <functional>

namespace nightbell {

struct Learned
{
    PhraseWeights weights;
    double accuracy = 0; // of phrases judged by a model that had not seen their neighbours
    double macroF1 = 0;
};

// `wrong` hears of every phrase that was judged wrongly by the model that had not seen it.
Learned learn(const PhraseBook &book, const std::function<void(const Example &, int judged)> &wrong);

} // namespace nightbell
