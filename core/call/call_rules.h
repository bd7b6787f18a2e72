// What the clinic decides about its calls, as far as the call itself needs it.
#pragma once

#include "call/recording_rules.h"

namespace nightbell {

struct CallRules
{
    QString greeting;                                 // the first sentence; empty: the conversation begins at once
    RecordingRules recording;                         // its notice is said after the greeting
    QString farewell;                                 // said before the longest call is ended
    QString staffLost;                                // said when whoever had the call is gone; empty: it goes on
    Span ringLimit = std::chrono::seconds{60};        // from the first sign of a call until it must be answered
    Span longestCall = std::chrono::minutes{30};      // of a call that the assistant has
    Span farewellLimit = std::chrono::seconds{20};    // for the last words, once the end is asked for
    Span takeOverLimit = std::chrono::seconds{5};     // until a member of staff must be connected
    Span asksExpiresAfter = std::chrono::minutes{5};  // an unclaimed wish for a person
    Span claimLapsesAfter = std::chrono::seconds{30}; // when whoever claimed neither listens, speaks nor writes
    Span urgentExpiresAfter = std::chrono::minutes{15};
    Span sessionTtl = std::chrono::hours{24}; // a dropped call can be resumed this long
    int whisperTurns = 3;                     // a whisper not used within so many turns expires
    bool operator==(const CallRules &) const = default;
};

// The event to record when the line or the engine died under a call. The session can be found again only by a number
// or a fingerprint.
Dropped lostCall(const CallSummary &call, const CallRules &rules, EndCause cause, Instant now);

} // namespace nightbell
