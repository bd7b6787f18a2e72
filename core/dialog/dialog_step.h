// What a conversation wants done, in order. Words are spoken; everything else is carried out by whoever runs the
// conversation, and what came of it comes back as an input. Nothing counts as done before that.
#pragma once

#include "dialog/dialog_state.h"

#include <variant>

namespace nightbell {

struct SayStep
{
    QString words;
    bool operator==(const SayStep &) const = default;
};

struct AskStep // the turn ends with it
{
    QString key;
    QString words;
    bool operator==(const AskStep &) const = default;
};

struct LearnStep // a slot was filled, or emptied by a correction
{
    QString slot;
    KnownSlot value;
    bool operator==(const LearnStep &) const = default;
};

struct FindTimesStep // answered by TimesFound
{
    AppointmentId moves; // which may overlap its own new time; empty: a new one is meant
    ServiceId service;
    ProviderId provider; // empty: whoever is free
    QDate from, to;      // both ends included
    QTime earliest, latest;
    std::optional<QTime> exactly;
    bool operator==(const FindTimesStep &) const = default;
};

struct HoldStep // answered by TimeHeld or TimeTaken
{
    AppointmentId moves;
    ServiceId service;
    OfferedTime time;
    bool operator==(const HoldStep &) const = default;
};

struct ReleaseStep
{
    HoldId hold;
    bool operator==(const ReleaseStep &) const = default;
};

struct BookStep // answered by ActDone with what the diary then holds, or ActFailed
{
    HoldId hold;
    ServiceId service;
    Patient patient;
    PrivateText reason;
    bool operator==(const BookStep &) const = default;
};

struct FindAppointmentsStep // of a patient who named themselves; answered by AppointmentsFound
{
    PrivateText name;
    QDate born;
    bool operator==(const FindAppointmentsStep &) const = default;
};

struct MoveStep // answered as BookStep is
{
    AppointmentId appointment;
    HoldId hold;
    bool operator==(const MoveStep &) const = default;
};

struct CancelStep // answered by ActDone or ActFailed
{
    AppointmentId appointment;
    bool operator==(const CancelStep &) const = default;
};

struct ConfirmStep
{
    AppointmentId appointment;
    bool operator==(const ConfirmStep &) const = default;
};

struct MessageStep // answered by MessageStored or ActFailed
{
    QString kind; // refill, callback, results, complaint, general
    PrivateText words;
    Patient from;
    PrivateText medication, pharmacy;
    bool urgent = false;
    bool operator==(const MessageStep &) const = default;
};

struct HandOverStep // answered by HandedOver
{
    Gravity level = Gravity::Asks;
    QString to; // a department or a person; empty: the front desk
    bool operator==(const HandOverStep &) const = default;
};

struct WaitStep
{
    int seconds = 0;
    bool operator==(const WaitStep &) const = default;
};

struct ConsultStep // answered by Consulted
{
    QString goal;
    QStringList acts;
    PrivateText heard; // the caller's last words
    bool operator==(const ConsultStep &) const = default;
};

struct VerifyStep // is this the caller whose line went dead? Answered by SameCaller or AnotherCaller
{
    PrivateText name;
    QDate born;
    bool operator==(const VerifyStep &) const = default;
};

struct TellStep // for the journal and the console: resumed, reprompted, answered, refused, …
{
    QString what;
    QString topic;
    bool operator==(const TellStep &) const = default;
};

struct HangUpStep
{
    bool operator==(const HangUpStep &) const = default;
};

using DialogStep = std::variant<SayStep, AskStep, LearnStep, FindTimesStep, HoldStep, ReleaseStep, BookStep,
                                FindAppointmentsStep, MoveStep, CancelStep, ConfirmStep, MessageStep, HandOverStep,
                                WaitStep, ConsultStep, VerifyStep, TellStep, HangUpStep>;
using DialogSteps = QList<DialogStep>;

} // namespace nightbell
