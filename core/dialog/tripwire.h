// Is there danger in these words? Two judges hear them: the rules, which know what is denied, over or a manner of
// speaking, and the statistical model, which knows wordings that no rule lists. The same words always get the same
// answer.
#pragma once

#include "dialog/danger_lexicon.h"
#include "dialog/misheard.h"
#include "dialog/phrase_model.h"

#include <optional>

namespace nightbell {

class Tripwire
{
public:
    Tripwire(DangerLexicon lexicon, PhraseModel model);
    static Tripwire builtIn(const QStringList &clinicWords = {});

    // `asked` is the question that is answered: "no" and "yes" mean what it asked.
    DangerFinding judge(const Words &said, const Words &asked = {}) const;
    DangerFinding judgeByRulesAlone(const Words &said) const; // for words that were put together from several turns

private:
    struct Likelihood
    {
        float critical = 0; // emergency or crisis
        float any = 0;      // those, or urgent
        int label = 0;      // the likeliest of the danger's labels
        DangerLevel level = DangerLevel::None;
    };
    Likelihood likelihoodOf(const Words &said) const;
    void weigh(DangerFinding &finding, const Likelihood &likely, const Words &said) const;
    void hearPhrases(DangerFinding &finding, const Words &said, float atLeast) const;
    std::optional<DangerFinding> affirmed(const Words &said, const Words &asked) const;

    Words heard(const Words &said) const;

    DangerLexicon m_lexicon;
    PhraseModel m_model;
    Misheard m_misheard;
    QList<DangerLevel> m_levels; // of the model's labels
};

} // namespace nightbell
