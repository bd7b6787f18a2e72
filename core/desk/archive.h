// Calls past and present, as far as they are kept. Nothing here changes a call.
#pragma once

#include "call/call_summary.h"
#include "result.h"

#include <QFuture>
#include <QObject>

namespace nightbell {

struct ArchivePlace // a page ends here and the next begins; calls of one millisecond are told apart by their ids
{
    Instant created;
    CallId call; // empty: before every call of that millisecond
    bool operator==(const ArchivePlace &) const = default;
};

inline ArchivePlace placeOf(const CallSummary &call) { return {call.created, call.id}; }

struct FoundWords // a line of a call that has the words that were looked for
{
    CallId call;
    Instant at;
    Party who = Party::Caller;
    PrivateText words;
    bool operator==(const FoundWords &) const = default;
};

class Archive : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    // Newest first, at most `limit`, only calls older than the place.
    virtual QFuture<Result<QList<CallSummary>>> page(const ClinicId &clinic, const ArchivePlace &olderThan,
                                                     int limit) = 0;

    // The summary names the line's provider and its id of the call, so the look-up goes both ways.
    virtual QFuture<Result<CallSummary>> call(const CallId &call) = 0;
    virtual QFuture<Result<CallSummary>> callOf(const ClinicId &clinic, const QString &provider,
                                                const PrivateText &providerCall) = 0;

    virtual QFuture<Result<QList<CallEvent>>> events(const CallId &call) = 0; // in the order they happened

    // Newest first, at most `limit`; words in quotes stand in a row, the last one may be only begun.
    virtual QFuture<Result<QList<FoundWords>>> search(const ClinicId &clinic, const PrivateText &typed, int limit) = 0;
};

} // namespace nightbell
