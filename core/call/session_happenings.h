// What becomes of the session of a dropped call; written into the dropped call.
#pragma once

#include "call/call_words.h"
#include "ids.h"

namespace nightbell {

struct SessionVerified // the caller who came back proved to be the same person
{
    static constexpr auto kind = "session_verified";
    CallId by;
    bool operator==(const SessionVerified &) const = default;
    static void fields(auto &self, auto &&field) { field("by", self.by); }
};

struct SessionResumed
{
    static constexpr auto kind = "session_resumed";
    CallId by;
    bool operator==(const SessionResumed &) const = default;
    static void fields(auto &self, auto &&field) { field("by", self.by); }
};

struct SessionClosed
{
    static constexpr auto kind = "session_closed";
    SessionEnd how = SessionEnd::Completed;
    bool operator==(const SessionClosed &) const = default;
    static void fields(auto &self, auto &&field) { field("how", self.how); }
};

} // namespace nightbell
