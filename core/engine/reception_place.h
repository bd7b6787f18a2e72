// What one call's conversation stands in: clinic, scripts and knowledge as they were in force when the call came.
#pragma once

#include "booking/times_found.h"
#include "call/line_happenings.h"
#include "clinic/clinic_book.h"
#include "dialog/conversation.h"
#include "store/caller_mark.h"

#include <memory>

namespace nightbell {

struct ReceptionPlace
{
    std::shared_ptr<const ClinicBook> book; // keeps the next two alive
    const Organisation &organisation;
    const Branch &branch;
    ScriptSet scripts;
    Knowledge knowledge;
    PrivateText callerNumber; // E.164; empty: withheld
    std::optional<CallerMark> mark;

    bool open(Instant at) const { return Opening(organisation, branch).openAt(at); }
    bool personReachable(Instant at) const { return open(at); }
    Surroundings at(Instant now) const
    {
        return {organisation, branch, scripts, knowledge, now, personReachable(now), callerNumber};
    }
    DiaryPlace diary() const { return {organisation, branch}; }
};

// Nothing when the branch is none of the clinic's.
std::shared_ptr<const ReceptionPlace> receptionPlace(const std::shared_ptr<const ClinicBook> &book,
                                                     const Organisation &clinic, const BranchId &branch,
                                                     ScriptSet scripts, const Initiated &begun);

} // namespace nightbell
