// What is known of one alarm of a call: a part of the call's summary.
#pragma once

#include "call/call_words.h"
#include "ids.h"
#include "instant.h"
#include "private_text.h"

#include <optional>

namespace nightbell {

struct EscalationSummary
{
    enum class State { Open, Claimed, Resolved, Expired };
    EscalationId id;
    Gravity gravity = Gravity::Asks;
    State state = State::Open;
    PrivateText reason;
    StaffId staff;       // who claimed or closed it; with an open one: whose claim lapsed
    bool seenTo = false; // somebody listened, spoke or wrote since it was claimed
    Instant raised;
    std::optional<Instant> claimed;
    std::optional<Instant> closed;
    Instant expires; // epoch = stays until a person closes it
    bool operator==(const EscalationSummary &) const = default;
    static void fields(auto &self, auto &&field)
    {
        field("id", self.id), field("gravity", self.gravity), field("state", self.state), field("reason", self.reason);
        field("staff", self.staff), field("seen_to", self.seenTo), field("raised", self.raised),
            field("claimed", self.claimed), field("closed", self.closed), field("expires", self.expires);
    }
};

bool staysUntilClosed(Gravity gravity); // an emergency or a crisis never expires by itself

} // namespace nightbell

NIGHTBELL_NAMES(EscalationSummary::State, {nightbell::EscalationSummary::State::Open, "open"},
                {nightbell::EscalationSummary::State::Claimed, "claimed"},
                {nightbell::EscalationSummary::State::Resolved, "resolved"},
                {nightbell::EscalationSummary::State::Expired, "expired"});
