// What kind of answer the last question asks for. "Yes" to "Does Monday suit you?" and "the third" to "When were you
// born?" mean something only in the light of it.
#pragma once

#include "dialog/words.h"

namespace nightbell {

enum class QuestionKind {
    None, // nothing was asked: the call has just begun
    YesNo,
    Offer, // choose between two or more things named in the question
    When,
    Name,
    Birth,
    Number, // a telephone number
    Reason,
    Which, // a service, a provider, an appointment, a pharmacy
    More,  // "Is there anything else?"
    Help,  // "How can I help?"
    Other,
};

QuestionKind questionKindOf(const Words &asked);

} // namespace nightbell
