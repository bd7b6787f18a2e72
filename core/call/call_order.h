// What a call wants done, in this order. The engine carries it out; what comes of it enters the call as events.
#pragma once

#include "call/happenings.h"
#include "instant.h"
#include "result.h"

#include <QList>

#include <variant>

namespace nightbell {

struct AnswerLine
{
    bool operator==(const AnswerLine &) const = default;
};

struct Speak // answered by exactly one Played
{
    int turn = 0;
    int sentence = 0;
    PrivateText words;
    bool operator==(const Speak &) const = default;
};

struct StopSpeaking // everything given to the voice so far: cut, or never played
{
    bool operator==(const StopSpeaking &) const = default;
};

struct Think // the conversation's next step is wanted
{
    int turn = 0;
    bool operator==(const Think &) const = default;
};

struct ConnectStaff // or change the mode of one who is connected
{
    StaffId staff;
    StaffMode mode = StaffMode::Listen;
    bool operator==(const ConnectStaff &) const = default;
};

struct DisconnectStaff
{
    StaffId staff;
    bool operator==(const DisconnectStaff &) const = default;
};

struct Hold
{
    bool operator==(const Hold &) const = default;
};

struct Unhold
{
    bool operator==(const Unhold &) const = default;
};

struct Transfer
{
    PrivateText to;
    TransferKind how = TransferKind::Cold;
    bool operator==(const Transfer &) const = default;
};

struct HangUp
{
    EndCause cause = EndCause::AssistantEnded;
    bool operator==(const HangUp &) const = default;
};

struct RaiseAlarm
{
    EscalationId escalation;
    Gravity gravity = Gravity::Asks;
    bool operator==(const RaiseAlarm &) const = default;
};

struct ClearAlarm
{
    EscalationId escalation;
    bool operator==(const ClearAlarm &) const = default;
};

struct WakeAt // replaces the moment asked for before
{
    Instant at;
    bool operator==(const WakeAt &) const = default;
};

struct RecordCall // its sound; never asked for before the caller has heard the notice
{
    enum class Step { Begin, Pause, Resume };
    Step step = Step::Begin;
    bool operator==(const RecordCall &) const = default;
};

// What the call itself concluded: append it to the journal and give it back through Call::handle before carrying out
// the next order.
struct Record
{
    Happening what;
    bool operator==(const Record &) const = default;
};

struct Refuse
{
    StaffId staff; // empty: the assistant asked
    QString asked; // the kind of what was asked
    Problem why;
    bool operator==(const Refuse &) const = default;
};

using CallOrder = std::variant<AnswerLine, Speak, StopSpeaking, Think, ConnectStaff, DisconnectStaff, Hold, Unhold,
                               Transfer, HangUp, RaiseAlarm, ClearAlarm, WakeAt, RecordCall, Record, Refuse>;
using CallOrders = QList<CallOrder>;

} // namespace nightbell
