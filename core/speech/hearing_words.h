// What of a clinic's own words callers will say, so that the ear knows them: its people, its services, the questions it
// answers, its words of danger. Never its patients' names.
#pragma once

#include "clinic/clinic_book.h"
#include "dialog/script.h"

namespace nightbell {

struct HearingWords
{
    QStringList services;
    QStringList doctors;   // by each name that one would use
    QStringList plans;     // of insurance
    QStringList sentences; // said as they stand: the clinic's questions, its words of danger
    QStringList texts;     // what the assistant says: words that a caller may take up
    bool operator==(const HearingWords &) const = default;
};

HearingWords hearingWordsOf(const ClinicBook &book, const QList<ScriptSet> &scripts);

} // namespace nightbell
