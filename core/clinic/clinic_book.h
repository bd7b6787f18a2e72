// All clinics whose phones are answered here. A called number names the clinic and the branch.
#pragma once

#include "clinic/organisation.h"
#include "result.h"

namespace nightbell {

struct CalledPlace
{
    ClinicId clinic;
    BranchId branch;
    bool operator==(const CalledPlace &) const = default;
};

struct ClinicBook
{
    QList<Organisation> organisations;
    bool operator==(const ClinicBook &) const = default;
    static void fields(auto &self, auto &&field) { field("organisations", self.organisations); }
};

// NotFound when no branch has the number: such a call is refused. The one exception: the only branch of the only
// organisation, while it lists no numbers, is meant by every number.
Result<CalledPlace> whoIsCalled(const ClinicBook &book, QStringView number);

// Nothing where the book has no such clinic or branch.
const Organisation *organisationOf(const ClinicBook &book, const ClinicId &clinic);
const Branch *branchOf(const Organisation &organisation, const BranchId &branch);

} // namespace nightbell
