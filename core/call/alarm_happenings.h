// A person is needed: danger, and the escalation that ends claimed, resolved or expired.
#pragma once

#include "call/call_words.h"
#include "ids.h"
#include "private_text.h"

#include <QString>

namespace nightbell {

struct DangerSeen
{
    static constexpr auto kind = "danger_seen";
    int turn = 0;
    Gravity gravity = Gravity::Emergency;
    QString category;
    PrivateText words; // the phrase itself
    QString rule;
    bool operator==(const DangerSeen &) const = default;
    static void fields(auto &self, auto &&field)
    {
        field("turn", self.turn), field("gravity", self.gravity), field("category", self.category);
        field("words", self.words), field("rule", self.rule);
    }
};

struct Escalated
{
    static constexpr auto kind = "escalated";
    EscalationId escalation;
    Gravity gravity = Gravity::Asks;
    PrivateText reason;
    qint64 expiresMs = 0; // milliseconds since the epoch; 0 = stays until a person closes it
    bool operator==(const Escalated &) const = default;
    static void fields(auto &self, auto &&field)
    {
        field("escalation", self.escalation), field("gravity", self.gravity), field("reason", self.reason);
        field("expires_ms", self.expiresMs);
    }
};

struct Claimed
{
    static constexpr auto kind = "claimed";
    EscalationId escalation;
    StaffId staff;
    bool operator==(const Claimed &) const = default;
    static void fields(auto &self, auto &&field) { field("escalation", self.escalation), field("staff", self.staff); }
};

struct ClaimLapsed // nobody listened, spoke or wrote since it was claimed: it is open again
{
    static constexpr auto kind = "claim_lapsed";
    EscalationId escalation;
    qint64 expiresMs = 0; // as of Escalated, counted anew
    bool operator==(const ClaimLapsed &) const = default;
    static void fields(auto &self, auto &&field)
    {
        field("escalation", self.escalation), field("expires_ms", self.expiresMs);
    }
};

struct EscalationResolved
{
    static constexpr auto kind = "escalation_resolved";
    EscalationId escalation;
    StaffId staff;
    PrivateText note;
    bool operator==(const EscalationResolved &) const = default;
    static void fields(auto &self, auto &&field)
    {
        field("escalation", self.escalation), field("staff", self.staff), field("note", self.note);
    }
};

struct EscalationExpired
{
    static constexpr auto kind = "escalation_expired";
    EscalationId escalation;
    bool operator==(const EscalationExpired &) const = default;
    static void fields(auto &self, auto &&field) { field("escalation", self.escalation); }
};

} // namespace nightbell
