// What a conversation hears of the world, one at a time.
#pragma once

#include "dialog/dialog_state.h"

#include <variant>

namespace nightbell {

struct CallBegan
{
    PrivateText callerNumber;      // E.164; empty: withheld
    bool dropped = false;          // the line of this caller went dead not long ago
    std::optional<Gravity> danger; // and in danger, which nobody has closed
    QString errand;                // of the clinic, which calls: the script, "reminder"; empty: the caller called
    PrivateText patient;           // whom the clinic calls
    bool greeted = false;          // the caller has heard the greeting already
};

struct SameCaller // as the one whose line went dead, by what they told: where that call stood
{
    QString errand;
    QMap<QString, KnownSlot> known;
};

struct AnotherCaller
{
};

struct CallerSaid
{
    QString words;
    QString unheard; // of the assistant's last words, when the caller spoke into them: the end of what was said
};

struct InDanger // the watch, which hears every word beside the conversation, raised an alarm by these words
{
    Gravity level = Gravity::Emergency;
    QString category;
    QString words;
};

struct CallerPressed
{
    QString keys;
};

struct CallerSilent
{
    int seconds = 0;
};

struct TimesFound
{
    QList<OfferedTime> times;     // the best first
    bool exact = false;           // the first is what was asked for
    WhyNot whyNot = WhyNot::None; // what was asked for exactly cannot be had
};

struct TimeHeld
{
    HoldId hold;
    OfferedTime time;
};

struct TimeTaken
{
};

struct ActDone // by the diary, read back from it
{
    Appointment appointment;
};

struct ActFailed
{
    bool diaryAway = false; // out of reach: nothing can be booked now
};

struct AppointmentsFound
{
    QList<Appointment> all; // from now on, the next first
};

struct MessageStored
{
    QString id;
};

struct HandedOver
{
    bool connected = false;
};

struct Consulted
{
    QString words;
    QString act;
};

struct TalkGoesOn // after others had the call, or the caller was on hold: what is known by now is not asked
{
};

using DialogInput = std::variant<CallBegan, InDanger, CallerSaid, CallerPressed, CallerSilent, TimesFound, TimeHeld,
                                 TimeTaken, ActDone, ActFailed, AppointmentsFound, SameCaller, AnotherCaller,
                                 MessageStored, HandedOver, Consulted, TalkGoesOn>;

} // namespace nightbell
