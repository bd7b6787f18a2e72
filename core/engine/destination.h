// Where a call goes that came for a number: a clinic, its branch, and what it decides about its calls.
#pragma once

#include "call/call_rules.h"
#include "clinic/clinic_book.h"

#include <functional>
#include <optional>

namespace nightbell {

struct Destination
{
    ClinicId clinic;
    BranchId branch;
    CallRules rules;
    QString language = {}; // BCP 47, of the assistant; empty: its voice's own
};

using FindDestination = std::function<std::optional<Destination>(const PrivateText &calledNumber)>;

// Nothing when no clinic of the book has the number.
std::optional<Destination> destinationIn(const ClinicBook &book, const PrivateText &calledNumber);

} // namespace nightbell
