// Which service a caller asked for: by the clinic's own name of it, or in lay words ("flu jab", "bloods", "ears
// cleaned out"), which stand for the usual ids.
#pragma once

#include "clinic/organisation.h"
#include "dialog/words.h"

#include <optional>

namespace nightbell {

struct SaidService
{
    QString id; // of the clinic's list; where that is empty, one of the usual ids, e.g. "flu_shot"
    Evidence evidence;
};

std::optional<SaidService> saidService(const Words &said, const QList<Service> &services = {});

} // namespace nightbell
