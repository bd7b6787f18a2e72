#include "dialog/answerer.h"

#include "dialog/faq_answers.h"
#include "dialog/meaning.h"

namespace nightbell {

Consulted answered(const ConsultStep &step, const Surroundings &here)
{
    const Words said = wordsOf(step.heard.reveal());
    if (const auto known = here.knowledge.find(said))
        return {known->answer, {}};
    for (const Meant &meant : understand(said, {}, Danger::RuledOut).meant)
        if (meant.confidence >= Meaning::sureFrom)
            if (const auto answer = answerTo(meant.intent, said, here, momentOf(here)))
                return {*answer, {}};
    return {};
}

} // namespace nightbell
