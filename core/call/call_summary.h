// What a row on a screen, a history entry and the store's call row know of a call: a fold of its events, nothing else.
#pragma once

#include "call/call_event.h"
#include "call/escalation_summary.h"

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
    static void fields(auto &self, auto &&field)
    {
        field("value", self.value), field("source", self.source);
        field("confidence", self.confidence), field("confirmed", self.confirmed);
    }
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
    static void fields(auto &self, auto &&field)
    {
        field("state", self.state), field("dropped", self.dropped), field("expires", self.expires);
        field("verified", self.verified), field("resumed_by", self.resumedBy);
    }
};

inline constexpr int turnsAtMost = 1'000'000;

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

    std::optional<Party> heldBy;
    StaffId takingOver;  // asked for the call and is being connected; the assistant is silent already
    StaffId takenOverBy; // empty: the assistant has the call
    QList<StaffId> listening;
    QList<StaffId> whispering;
    QList<StaffId> bargedIn;
    QList<EscalationSummary> escalations;
    std::optional<SessionSummary> session;
    QList<AppointmentSummary> appointments;
    bool recorded = false; // some of it is
    bool recordingPaused = false;
    bool recordingBroken = false; // the disk takes nothing of it at present

    bool live() const { return !ended; }
    bool operator==(const CallSummary &) const = default;
    static void fields(auto &self, auto &&field)
    {
        field("id", self.id), field("clinic", self.clinic), field("branch", self.branch),
            field("direction", self.direction);
        field("provider", self.provider), field("provider_call", self.providerCall), field("from", self.from),
            field("to", self.to);
        field("caller_name", self.callerName), field("number_withheld", self.numberWithheld);
        field("fingerprint", self.fingerprint), field("metadata", self.metadata), field("status", self.status),
            field("phase", self.phase);
        field("created", self.created), field("updated", self.updated), field("answered", self.answered);
        field("ended", self.ended), field("cause", self.cause), field("turn", self.turn), field("intent", self.intent);
        field("intake", self.intake), field("script", self.script), field("script_version", self.scriptVersion);
        field("node", self.node), field("last_caller_words", self.lastCallerWords);
        field("last_assistant_words", self.lastAssistantWords), field("held_by", self.heldBy);
        field("taking_over", self.takingOver), field("taken_over_by", self.takenOverBy);
        field("listening", self.listening), field("whispering", self.whispering), field("barged_in", self.bargedIn);
        field("appointments", self.appointments);
        field("escalations", self.escalations), field("session", self.session);
        field("recorded", self.recorded), field("recording_paused", self.recordingPaused),
            field("recording_broken", self.recordingBroken);
    }
};

// What cannot be true where the call stands changes nothing: a second answer, a take-over of a call that is taken.
void fold(CallSummary &summary, const CallEvent &event);

QByteArray toJson(const CallSummary &summary);
Result<CallSummary> summaryFromJson(const QByteArray &json);

} // namespace nightbell

NIGHTBELL_NAMES(SessionSummary::State, {nightbell::SessionSummary::State::Open, "open"},
                {nightbell::SessionSummary::State::Resumed, "resumed"},
                {nightbell::SessionSummary::State::Completed, "completed"},
                {nightbell::SessionSummary::State::Expired, "expired"});
