// Everything that staff can ask of a call, once. Buttons, API routes, the table of roles and the audit all come from
// this list.
#pragma once

#include "call/call_words.h"
#include "desk/roles.h"
#include "ids.h"
#include "private_text.h"

#include <tuple>
#include <variant>

namespace nightbell::verb {

struct Listen
{
    static constexpr auto name = "listen";
    static constexpr Right needs = Right::Listen;
    bool on = true;
};

struct Whisper // heard by the assistant alone
{
    static constexpr auto name = "whisper";
    static constexpr Right needs = Right::Whisper;
    PrivateText words;
};

struct Say // the assistant speaks these words
{
    static constexpr auto name = "say";
    static constexpr Right needs = Right::Say;
    PrivateText words;
};

struct BargeIn
{
    static constexpr auto name = "barge-in";
    static constexpr Right needs = Right::BargeIn;
    bool on = true;
};

struct TakeOver
{
    static constexpr auto name = "take-over";
    static constexpr Right needs = Right::TakeOver;
};

struct HandBack
{
    static constexpr auto name = "hand-back";
    static constexpr Right needs = Right::TakeOver;
};

struct Hold
{
    static constexpr auto name = "hold";
    static constexpr Right needs = Right::TakeOver;
};

struct Resume
{
    static constexpr auto name = "resume";
    static constexpr Right needs = Right::TakeOver;
};

struct Transfer
{
    static constexpr auto name = "transfer";
    static constexpr Right needs = Right::Transfer;
    PrivateText to;
    TransferKind how = TransferKind::Cold;
};

struct End
{
    static constexpr auto name = "end";
    static constexpr Right needs = Right::End;
};

struct Claim
{
    static constexpr auto name = "claim";
    static constexpr Right needs = Right::Claim;
    EscalationId escalation;
};

struct Resolve // the alarm is dealt with
{
    static constexpr auto name = "resolve";
    static constexpr Right needs = Right::Claim;
    EscalationId escalation;
    PrivateText note;
};

struct Note
{
    static constexpr auto name = "note";
    static constexpr Right needs = Right::Note;
    PrivateText words;
};

} // namespace nightbell::verb

namespace nightbell {

using Verb = std::variant<verb::Listen, verb::Whisper, verb::Say, verb::BargeIn, verb::TakeOver, verb::HandBack,
                          verb::Hold, verb::Resume, verb::Transfer, verb::End, verb::Claim, verb::Resolve, verb::Note>;

inline QString nameOf(const Verb &verb)
{
    return std::visit([](const auto &each) { return QString::fromLatin1(each.name); }, verb);
}

inline Right rightFor(const Verb &verb)
{
    return std::visit([](const auto &each) { return each.needs; }, verb);
}

} // namespace nightbell
