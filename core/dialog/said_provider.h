// Which of the clinic's own people a caller named, however the recogniser spelled it.
#pragma once

#include "clinic/organisation.h"
#include "dialog/words.h"

namespace nightbell {

struct SaidProvider
{
    ProviderId id;
    float likeness = 0;
    Evidence evidence; // the words of the name
};

// Best first; two of about the same likeness (see `asLikely`) should be asked about. Empty: nobody was named.
QList<SaidProvider> saidProviders(const Words &said, const QList<Provider> &providers);

bool asLikely(const SaidProvider &one, const SaidProvider &other);

// The words behind a title, whoever that is: "dr patel" in "can i see dr patel on monday". No words: no title.
Evidence titledName(const Words &said);

} // namespace nightbell
