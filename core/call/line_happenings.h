// What happens on the line: a call comes, is answered, held, transferred, ends or goes dead.
#pragma once

#include "call/call_words.h"
#include "ids.h"
#include "private_text.h"

#include <QMap>
#include <QString>

namespace nightbell {

using PrivateFacts = QMap<QString, PrivateText>;

struct Initiated
{
    static constexpr auto kind = "initiated";
    ClinicId clinic;
    BranchId branch;
    Direction direction = Direction::Inbound;
    QString provider;         // which line brought it: "sip", …
    PrivateText providerCall; // the provider's own id of the call
    PrivateText from;         // E.164 where it could be read as a number, else as the line gave it
    PrivateText to;
    PrivateText callerName; // as the line gave it
    bool numberWithheld = false;
    PrivateText fingerprint; // a browser's or account's lasting mark, where there is no number
    PrivateFacts metadata;   // what the line or the starter of the call attached
    bool operator==(const Initiated &) const = default;
    static void fields(auto &self, auto &&field)
    {
        field("clinic", self.clinic), field("branch", self.branch), field("direction", self.direction);
        field("provider", self.provider), field("provider_call", self.providerCall);
        field("from", self.from), field("to", self.to), field("caller_name", self.callerName);
        field("number_withheld", self.numberWithheld), field("fingerprint", self.fingerprint);
        field("metadata", self.metadata);
    }
};

struct Ringing
{
    static constexpr auto kind = "ringing";
    bool operator==(const Ringing &) const = default;
    static void fields(auto &, auto &&) { }
};

struct Answered
{
    static constexpr auto kind = "answered";
    bool operator==(const Answered &) const = default;
    static void fields(auto &, auto &&) { }
};

struct PutOnHold
{
    static constexpr auto kind = "put_on_hold";
    Party by = Party::Caller;
    bool operator==(const PutOnHold &) const = default;
    static void fields(auto &self, auto &&field) { field("by", self.by); }
};

struct TakenOffHold
{
    static constexpr auto kind = "taken_off_hold";
    Party by = Party::Caller;
    bool operator==(const TakenOffHold &) const = default;
    static void fields(auto &self, auto &&field) { field("by", self.by); }
};

struct TransferBegun
{
    static constexpr auto kind = "transfer_begun";
    TransferKind how = TransferKind::Cold;
    StaffId staff; // who asked; empty for the assistant
    PrivateText to;
    bool operator==(const TransferBegun &) const = default;
    static void fields(auto &self, auto &&field)
    {
        field("how", self.how), field("staff", self.staff), field("to", self.to);
    }
};

struct TransferFailed
{
    static constexpr auto kind = "transfer_failed";
    QString reason; // a word of the program, not of the caller
    bool operator==(const TransferFailed &) const = default;
    static void fields(auto &self, auto &&field) { field("reason", self.reason); }
};

struct KeyPressed
{
    static constexpr auto kind = "key_pressed";
    PrivateText key;
    bool operator==(const KeyPressed &) const = default;
    static void fields(auto &self, auto &&field) { field("key", self.key); }
};

struct KeysEntered // an answer by keypad, as whole as the question wanted it
{
    static constexpr auto kind = "keys_entered";
    int turn = 0;
    PrivateText keys;
    bool operator==(const KeysEntered &) const = default;
    static void fields(auto &self, auto &&field) { field("turn", self.turn), field("keys", self.keys); }
};

struct Ended
{
    static constexpr auto kind = "ended";
    EndCause cause = EndCause::CallerHungUp;
    bool operator==(const Ended &) const = default;
    static void fields(auto &self, auto &&field) { field("cause", self.cause); }
};

// The line went dead before the call was finished: the call is over, its session can be resumed until then.
struct Dropped
{
    static constexpr auto kind = "dropped";
    EndCause cause = EndCause::LineLost;
    qint64 resumableUntilMs = 0; // milliseconds since the epoch; 0 = not resumable
    bool operator==(const Dropped &) const = default;
    static void fields(auto &self, auto &&field)
    {
        field("cause", self.cause), field("resumable_until_ms", self.resumableUntilMs);
    }
};

// Another engine takes the records of a call whose engine is gone.
struct Adopted
{
    static constexpr auto kind = "adopted";
    EngineId from;
    bool operator==(const Adopted &) const = default;
    static void fields(auto &self, auto &&field) { field("from", self.from); }
};

} // namespace nightbell
