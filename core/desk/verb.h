// Everything that staff can ask of a call, once. Buttons, API routes, the table of roles and the audit all come from
// this list: `kind` is its name at the outside, `right` what it takes.
#pragma once

#include "call/call_words.h"
#include "desk/roles.h"
#include "ids.h"
#include "private_text.h"

#include <variant>

namespace nightbell::verb {

struct Listen
{
    static constexpr auto kind = "listen";
    static constexpr Right right = Right::Listen;
    bool on = true;
    bool operator==(const Listen &) const = default;
};

struct Whisper // to the assistant alone: typed words, or without any the way in which staff are heard
{
    static constexpr auto kind = "whisper";
    static constexpr Right right = Right::Whisper;
    PrivateText words;
    bool on = true;
    bool operator==(const Whisper &) const = default;
};

struct Say // the assistant speaks these words
{
    static constexpr auto kind = "say";
    static constexpr Right right = Right::Say;
    PrivateText words;
    bool operator==(const Say &) const = default;
};

struct BargeIn
{
    static constexpr auto kind = "barge-in";
    static constexpr Right right = Right::BargeIn;
    bool on = true;
    bool operator==(const BargeIn &) const = default;
};

struct TakeOver
{
    static constexpr auto kind = "take-over";
    static constexpr Right right = Right::TakeOver;
    bool operator==(const TakeOver &) const = default;
};

struct HandBack
{
    static constexpr auto kind = "hand-back";
    static constexpr Right right = Right::HandBack;
    bool operator==(const HandBack &) const = default;
};

struct Hold
{
    static constexpr auto kind = "hold";
    static constexpr Right right = Right::TakeOver;
    bool operator==(const Hold &) const = default;
};

struct Resume
{
    static constexpr auto kind = "resume";
    static constexpr Right right = Right::TakeOver;
    bool operator==(const Resume &) const = default;
};

struct Keypad // pressed at the caller's far end, one key after the other
{
    static constexpr auto kind = "keypad";
    static constexpr Right right = Right::TakeOver;
    PrivateText keys; // as keypad_keys.h knows them
    bool operator==(const Keypad &) const = default;
};

struct PauseRecording // while a card number is said: nothing of it is kept
{
    static constexpr auto kind = "pause-recording";
    static constexpr Right right = Right::TakeOver;
    bool operator==(const PauseRecording &) const = default;
};

struct ResumeRecording
{
    static constexpr auto kind = "resume-recording";
    static constexpr Right right = Right::TakeOver;
    bool operator==(const ResumeRecording &) const = default;
};

struct Transfer
{
    static constexpr auto kind = "transfer";
    static constexpr Right right = Right::Transfer;
    PrivateText to;
    TransferKind how = TransferKind::Cold;
    bool operator==(const Transfer &) const = default;
};

struct End
{
    static constexpr auto kind = "end";
    static constexpr Right right = Right::End;
    bool operator==(const End &) const = default;
};

struct Claim
{
    static constexpr auto kind = "claim";
    static constexpr Right right = Right::Claim;
    EscalationId escalation;
    bool operator==(const Claim &) const = default;
};

struct Resolve // the alarm is dealt with
{
    static constexpr auto kind = "resolve";
    static constexpr Right right = Right::Claim;
    EscalationId escalation;
    PrivateText note;
    bool operator==(const Resolve &) const = default;
};

struct Note
{
    static constexpr auto kind = "note";
    static constexpr Right right = Right::Note;
    PrivateText words;
    bool operator==(const Note &) const = default;
};

} // namespace nightbell::verb

namespace nightbell {

using Verb = std::variant<verb::Listen, verb::Whisper, verb::Say, verb::BargeIn, verb::TakeOver, verb::HandBack,
                          verb::Hold, verb::Resume, verb::Keypad, verb::PauseRecording, verb::ResumeRecording,
                          verb::Transfer, verb::End, verb::Claim, verb::Resolve, verb::Note>;

} // namespace nightbell
