// The diary, wherever it is kept: who is seen when, and the acts that change it. Futures are continued with a context.
//
// A problem tells a conversation what it may say (faultOf): somebody else has the time; it is not any more as it was
// asked for; the diary is out of reach, so nothing is booked and a message is taken.
#pragma once

#include "booking/free_times.h"
#include "call/call_event.h"
#include "desk/diary_entry.h"

#include <QFuture>

#include <variant>

namespace nightbell {

// Who acts, and by which step of a conversation or which click. The same step asked again is the same act: it gets the
// same answer and writes nothing.
struct DiaryActor
{
    CallId call;   // exactly one of the two is named
    StaffId staff; // may also act on what is past, and undo
    QString step;
    bool operator==(const DiaryActor &) const = default;
};

struct DiaryHold
{
    HoldId id;
    Visit visit;
    AppointmentId moves; // that is to be moved there and may overlap its own new time; empty: a new one is meant
    Instant expires;     // from then on it gives way
    bool operator==(const DiaryHold &) const = default;
};

namespace diary {

struct Book
{
    HoldId hold;
    Patient patient;
    PrivateText reason;
};

struct Move
{
    AppointmentId appointment;
    HoldId hold;
};

struct Cancel
{
    AppointmentId appointment;
};

struct Confirm
{
    AppointmentId appointment;
};

struct Undo // the last act on it that is not undone yet; staff alone may
{
    AppointmentId appointment;
};

} // namespace diary

using DiaryAct = std::variant<diary::Book, diary::Move, diary::Cancel, diary::Confirm, diary::Undo>;

struct DiaryDone
{
    DiaryEntry entry;               // read back from the diary
    std::optional<CallEvent> event; // stands in the journal already: the call is only to be told
};

enum class DiaryFault {
    Taken, // Refused
    Stale, // Stale, NotFound: the hold has lapsed, the appointment is gone or was changed
    Wrong, // Invalid, Full: what was asked makes no sense, or too much is held at once
    Away,  // anything else. It may have happened: the same step tells when the diary is back
};
DiaryFault faultOf(const Problem &problem);

inline constexpr Span holdTerm = std::chrono::minutes{5};

class Diary
{
public:
    virtual ~Diary() = default;

    virtual QFuture<Result<QList<Occupied>>> occupied(const ClinicId &clinic, Instant from, Instant until,
                                                      const AppointmentId &besides = {}) = 0;
    virtual QFuture<Result<DiaryHold>> hold(const ClinicId &clinic, const DiaryActor &actor, const Visit &visit,
                                            const AppointmentId &moves = {}) = 0;
    virtual QFuture<Result<>> release(const ClinicId &clinic, const DiaryActor &actor, const HoldId &hold) = 0;
    virtual QFuture<Result<DiaryDone>> perform(const ClinicId &clinic, const DiaryActor &actor,
                                               const DiaryAct &act) = 0;

    // Live ones in order of time: those of a patient that are not over yet, and those that begin in a span.
    virtual QFuture<Result<QList<DiaryEntry>>> of(const ClinicId &clinic, const PrivateText &name, QDate born) = 0;
    virtual QFuture<Result<QList<DiaryEntry>>> between(const ClinicId &clinic, Instant from, Instant until) = 0;
};

// What is to be held for an offer, or Invalid with the reason: past, closed, too long, not given there, nobody named.
// Whether it is taken only the diary knows.
Result<Visit> visitFor(const Organisation &organisation, const Branch &branch, const Service &service,
                       const ProviderId &provider, Instant starts, Instant now);

} // namespace nightbell
