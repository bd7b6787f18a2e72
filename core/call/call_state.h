// What a call remembers beyond its summary, to decide what comes next. Like the summary, a fold of events.
#pragma once

#include "call/call_summary.h"

namespace nightbell {

struct UnplayedSentence // given to the voice; what became of it is not known yet
{
    int turn = 0;
    int sentence = 0;
    bool operator==(const UnplayedSentence &) const = default;
};

struct WaitingWhisper
{
    WhisperId whisper;
    int turn = 0; // in which it came
    bool operator==(const WaitingWhisper &) const = default;
};

inline constexpr int sentencesAtMost = 1'000'000;
inline constexpr int sentencesWaitingAtMost = 50;
inline constexpr int whispersWaitingAtMost = 20;

struct CallState
{
    CallSummary summary;
    int lastSentence = 0;
    QList<UnplayedSentence> unplayed;
    QList<WaitingWhisper> whispers;
    std::optional<Instant> takeOverAsked; // while a member of staff is being connected
    std::optional<Instant> endAsked;      // the call ends when the last words are played
    bool operator==(const CallState &) const = default;
};

enum class CallHolder { Nobody, Assistant, Staff }; // who talks with the caller right now
CallHolder holderOf(const CallSummary &call);
bool staffHave(const CallSummary &call); // also while held or transferred, also while being connected

void fold(CallState &call, const CallEvent &event);

} // namespace nightbell
