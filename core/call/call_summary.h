// What a row on a screen, a history entry and the store's call row know of a call: a fold of its events, nothing else.
#pragma once

#include "call/call_event.h"

#include <QList>
#include <QMap>

#include <optional>

namespace nightbell {

struct FilledSlot
{
    PrivateText value;
    SlotSource source = SlotSource::Speech;
    double confidence = 0;
    bool confirmed = false;
    bool operator==(const FilledSlot &) const = default;
};

struct EscalationSummary
{
    enum class State { Open, Claimed, Resolved, Expired };
    EscalationId id;
    Gravity gravity = Gravity::Asks;
    State state = State::Open;
    PrivateText reason;
    StaffId staff; // who claimed or closed it
    Instant raised;
    std::optional<Instant> claimed;
    std::optional<Instant> closed;
    Instant expires; // epoch = stays until a person closes it
    bool operator==(const EscalationSummary &) const = default;
};

struct SessionSummary // of a dropped call
{
    enum class State { Open, Resumed, Completed, Expired };
    State state = State::Open;
    Instant dropped;
    Instant expires;
    bool verified = false;
    CallId resumedBy;
    bool operator==(const SessionSummary &) const = default;
};

struct CallSummary
{
    CallId id;
    ClinicId clinic;
    BranchId branch;
    Direction direction = Direction::Inbound;
    QString provider;
    PrivateText providerCall;
    PrivateText from;
    PrivateText to;
    PrivateText callerName;
    bool numberWithheld = false;
    PrivateText fingerprint;
    PrivateFacts metadata;

    CallStatus status = CallStatus::Initiated;
    CallPhase phase = CallPhase::Greeting;
    Instant created;
    Instant updated;
    std::optional<Instant> answered;
    std::optional<Instant> ended;
    std::optional<EndCause> cause;

    int turn = 0;
    QString intent;
    QMap<QString, FilledSlot> intake; // the slots filled so far
    QString script;
    int scriptVersion = 0;
    QString node;
    PrivateText lastCallerWords;
    PrivateText lastAssistantWords;

    StaffId takenOverBy; // empty: the assistant has the call
    QList<StaffId> listening;
    QList<StaffId> bargedIn;
    QList<EscalationSummary> escalations;
    std::optional<SessionSummary> session;

    bool live() const { return !ended; }
    bool operator==(const CallSummary &) const = default;
};

void fold(CallSummary &summary, const CallEvent &event);

QByteArray toJson(const CallSummary &summary);
Result<CallSummary> summaryFromJson(const QByteArray &json);

} // namespace nightbell

NIGHTBELL_NAMES(EscalationSummary::State, {nightbell::EscalationSummary::State::Open, "open"},
                {nightbell::EscalationSummary::State::Claimed, "claimed"},
                {nightbell::EscalationSummary::State::Resolved, "resolved"},
                {nightbell::EscalationSummary::State::Expired, "expired"});
NIGHTBELL_NAMES(SessionSummary::State, {nightbell::SessionSummary::State::Open, "open"},
                {nightbell::SessionSummary::State::Resumed, "resumed"},
                {nightbell::SessionSummary::State::Completed, "completed"},
                {nightbell::SessionSummary::State::Expired, "expired"});
