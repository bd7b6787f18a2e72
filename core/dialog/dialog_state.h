// Where a conversation stands: everything its next step depends on, and nothing else. A value that is kept with the
// call, so that a dropped caller goes on where the line went dead.
#pragma once

#include "call/call_words.h"
#include "dialog/appointment.h"
#include "dialog/script.h"
#include "dialog/slot.h"

#include <QMap>

#include <optional>

namespace nightbell {

enum class Identity { None, Claimed, Verified };

enum class WhyNot { None, Past, Closed, TooLong, NotGiven, Taken }; // what was asked for cannot be had

enum class ActProof { Booked, Moved, Cancelled, Confirmed, Message, Person }; // of what was really done

struct KnownSlot
{
    PrivateText value;  // as the program writes it: "2026-09-17", "+16465550134", "check_up"
    PrivateText spoken; // the caller's words for it
    bool confirmed = false;
    bool operator==(const KnownSlot &) const = default;
    static void fields(auto &self, auto &&field)
    {
        field("value", self.value), field("spoken", self.spoken), field("confirmed", self.confirmed);
    }
};

struct ScriptPlace
{
    QString script;
    QString node;
    int tries = 0;        // at this node
    bool waiting = false; // for the caller's answer, or for what was ordered
    bool operator==(const ScriptPlace &) const = default;
    static void fields(auto &self, auto &&field)
    {
        field("script", self.script), field("node", self.node), field("tries", self.tries);
        field("waiting", self.waiting);
    }
};

// What the caller was asked last; what they say next is heard in its light.
struct AskedQuestion
{
    QString key;   // "dob", "offer", "confirm", "anything_else", …; empty: nothing was asked
    QString words; // as spoken
    int times = 0; // in a row, in these very words
    bool operator==(const AskedQuestion &) const = default;
    static void fields(auto &self, auto &&field)
    {
        field("key", self.key), field("words", self.words), field("times", self.times);
    }
};

struct WaitingErrand // the second of one breath
{
    QString intent;
    PrivateText words;
    bool operator==(const WaitingErrand &) const = default;
    static void fields(auto &self, auto &&field) { field("intent", self.intent), field("words", self.words); }
};

inline constexpr int scriptsDeepInACall = 8;
inline constexpr int errandsWaitingAtMost = 4;
inline constexpr int offersAtMost = 2;
inline constexpr int declinedAtMost = 12;

struct DialogState
{
    QList<ScriptPlace> places; // the innermost last
    QMap<QString, KnownSlot> known;
    AskedQuestion asked;
    QString lastWords; // of the assistant, for a caller who did not hear them
    PrivateText heard; // the caller's last words
    QString opening;   // the script that the call began with: its open question knows the way of every errand
    QString errand;    // the intent that is being served
    QString question;  // the last that was answered: "and on sunday?" asks it again
    QList<WaitingErrand> errandsWaiting;
    Identity identity = Identity::None;
    QList<OfferedTime> offered;
    QList<OfferedTime> declined; // the last of them
    std::optional<OfferedTime> chosen;
    WhyNot whyNot = WhyNot::None; // of the last search, for what the caller had asked for
    bool widened = false;         // it had nothing, and later days are looked at
    HoldId hold;
    QList<Appointment> found; // of the verified patient
    int unknownPatients = 0;  // named, and nothing found
    AppointmentId appointment;
    QList<ActProof> receipts;      // of the errand that is being served
    std::optional<Gravity> raised; // the gravest danger of this call
    int misses = 0;                // in a row: words that meant nothing here
    int silences = 0;              // in a row
    bool ended = false;
    bool operator==(const DialogState &) const = default;
};

} // namespace nightbell

NIGHTBELL_NAMES(Identity, {nightbell::Identity::None, "none"}, {nightbell::Identity::Claimed, "claimed"},
                {nightbell::Identity::Verified, "verified"});
