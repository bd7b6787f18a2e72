// An utterance cut into the stretches that may be names, each with what the words before it say of it.
#pragma once

#include "dialog/name_words.h"

#include <optional>

namespace nightbell {

struct NamePart
{
    QString text;
    bool spelled = false;
    int first = 0;
    int count = 1;
    bool pauseAfter = false;
    bool hinted = false;  // "with a k", "without the p"
    bool oneWord = false; // "no space"
    QString written = {}; // as it was spelled, with its capitals
};

struct NameStretch
{
    enum class Part { Any, First, Middle, Last };
    enum class Whose { Unsaid, Caller, Patient, Nickname };
    QList<NamePart> parts;
    Part part = Part::Any;
    Whose whose = Whose::Unsaid;
    bool corrects = false;
    bool lettersOnly = false; // "spelled …": of what was said before
    bool talk = false;        // in the middle of a sentence
    QString suffix;
};

QList<NameStretch> nameStretches(const Words &words);

} // namespace nightbell
