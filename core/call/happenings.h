// Everything that can happen in a call, one small struct each. A struct names its fields once, in fields(); JSON, the
// comparison of round trips and generated test events all come from that one list. Fields are only ever added.
#pragma once

#include "call/alarm_happenings.h"
#include "call/diary_happenings.h"
#include "call/line_happenings.h"
#include "call/message_happenings.h"
#include "call/recording_happenings.h"
#include "call/script_happenings.h"
#include "call/session_happenings.h"
#include "call/staff_happenings.h"
#include "call/talk_happenings.h"
#include "call/whisper_happenings.h"

#include <QJsonObject>

#include <variant>

namespace nightbell {

// An event of a later version: kept whole, shown as unknown, never lost.
struct Unrecognised
{
    static constexpr auto kind = "";
    QString name;
    QJsonObject fieldsAsWritten;
    bool operator==(const Unrecognised &) const = default;
    static void fields(auto &, auto &&) { }
};

using Happening =
    std::variant<Unrecognised, Initiated, Ringing, Answered, PutOnHold, TakenOffHold, TransferBegun, TransferFailed,
                 KeyPressed, KeysEntered, Ended, Dropped, Adopted, SessionVerified, SessionResumed, SessionClosed,
                 Heard, Understood, Told, TurnMoved, Said, Played, PhaseMoved, SlotFilled, ScriptMoved, DangerSeen,
                 Escalated, Claimed, ClaimLapsed, EscalationResolved, EscalationExpired, ListenAsked, StaffListening,
                 BargeAsked, BargedIn, TakeOverAsked, TookOver, HandBackAsked, HandedBack, WhisperAsked,
                 StaffWhispering, Whispered, WhisperDone, KeysSent, EndAsked, NoteWritten, Measured, RecordingStarted,
                 RecordingPaused, RecordingResumed, RecordingBroken, RecordingMended, RecordingStopped, Booked,
                 Rescheduled, Cancelled, AppointmentConfirmed, AppointmentUndone, MessageTaken>;

} // namespace nightbell
