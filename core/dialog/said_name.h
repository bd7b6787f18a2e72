// A person's full name in natural order, out of the sentence it came in: titles left out, spelled letters and
// corrections obeyed, capitals set.
#pragma once

#include "dialog/words.h"

namespace nightbell {

struct SaidName
{
    QString name;          // "Peter Hughes"; empty when no name was said
    bool whole = false;    // more than one part of it was said
    QString given, family; // as far as they can be told apart
    QList<Evidence> evidence;

    bool nothing() const { return name.isEmpty(); }
};

SaidName saidName(const Words &said);

} // namespace nightbell
