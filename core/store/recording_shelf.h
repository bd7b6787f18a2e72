// The recordings' files beside the rows of their calls: what keeps them no longer than allowed, what finds those still
// to be pressed, what checks that files and rows bear each other out.
#pragma once

#include "store/key_ring.h"
#include "store/retention.h"
#include "store/store_check.h"

#include <functional>

namespace nightbell {

struct ShelvedCall
{
    CallId call;
    ClinicId clinic;
    std::optional<Instant> ended; // none: it is live
    QString path;                 // of its recording; empty: it has none
};

// Every call that has a row, in the order of ids.
Result<> forEachShelvedCall(Database &database, const QString &dataFolder,
                            const std::function<Result<>(const ShelvedCall &)> &visit);

// Recordings of a clinic's calls that ended before a moment; the calls themselves stay. Answers how many went.
Result<int> forgetRecordings(Database &database, const QString &dataFolder, const ClinicId &clinic,
                             Instant endedBefore);

// The end of a call's keeping, its recording with it. The file goes first: what a crash leaves in between belongs to a
// call that is forgotten in the next round. One that cannot be removed is unreadable once the key is gone.
Result<> forgetWithRecording(Retention &retention, const QString &dataFolder, const CallId &call);

// Of calls that are over, with their keys: what the press has still to do after a start.
Result<QList<std::pair<CallId, SealKey>>> unpressedRecordings(Database &database, KeyRing &keys,
                                                              const QString &dataFolder);

// A recording may be missing once its clinic no longer keeps it; keptSince answers from which end of a call on it does.
Result<> checkRecordings(Database &database, KeyRing &keys, const QString &dataFolder,
                         const std::function<Instant(const ClinicId &)> &keptSince, CheckReport &report);

} // namespace nightbell
