// Which medicine a caller named: by its name, or by what it is for ("blood pressure tablets", "asthma inhaler").
#pragma once

#include "dialog/words.h"

#include <optional>

namespace nightbell {

struct SaidMedication
{
    QString name; // as said
    Evidence evidence;
};

std::optional<SaidMedication> saidMedication(const Words &said);

} // namespace nightbell
