// What callers say when they may say anything: the phrases that understanding learns from, the answers to each
// question, the clinic's own words. The language model learns from them.
#pragma once

#include "speech/answer_rules.h"
#include "speech/hearing_words.h"
#include "speech/trigram.h"

namespace nightbell {

const QStringList &questionRules(); // "answer.dob", …

Result<AnswerRules> callersRules(const HearingWords &words); // with the clinic's services and people among them
Result<> learnOpenSentences(const AnswerRules &rules, const HearingWords &words, Trigram &trigram);

} // namespace nightbell
