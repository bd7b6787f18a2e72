// What a caller means by one utterance: one intent, or several in one breath, each with how sure that is and why.
#pragma once

#include "dialog/intent.h"
#include "dialog/words.h"

namespace nightbell {

struct Meant
{
    Intent intent = Intent::OutOfScope;
    float confidence = 0; // a probability, honest on callers that training had not heard
    QList<Evidence> evidence;
};

struct Meaning
{
    QList<Meant> meant; // never empty; the first is to be served first

    const Meant &first() const { return meant.first(); }
    bool sure() const { return meant.first().confidence >= sureFrom; } // else: ask again rather than act

    static constexpr float sureFrom = 0.35F;
};

// What the tripwire of danger, which hears every word on its own, has to say about an utterance.
enum class Danger {
    Unjudged, // it was not asked: the statistical judgement stands for it
    RuledOut, // nothing dangerous was said, or what was said is negated, past or an idiom
};

// `asked`: the assistant's last question, empty where the words open the call.
Meaning understand(const Words &said, const Words &asked = {}, Danger danger = Danger::Unjudged);

// What the tripwire found comes first, whatever else was meant in the same breath.
Meaning ledBy(const Meant &danger, const Meaning &meaning);

} // namespace nightbell
