// What was heard, understood and said, and how much of it was really played. Times inside an event are milliseconds
// since the call was answered.
#pragma once

#include "call/call_words.h"
#include "ids.h"
#include "private_text.h"

#include <QString>

namespace nightbell {

struct Heard // final words, or the partial words that caused a decision
{
    static constexpr auto kind = "heard";
    int turn = 0;
    Party who = Party::Caller;
    StaffId staff; // when a member of staff spoke
    PrivateText words;
    bool final = true;
    double confidence = 0;
    qint64 fromMs = 0;
    qint64 toMs = 0;
    bool heeded = false; // partial words of it caused a decision already: the turn does not move once more
    bool operator==(const Heard &) const = default;
    static void fields(auto &self, auto &&field)
    {
        field("turn", self.turn), field("who", self.who), field("staff", self.staff), field("words", self.words);
        field("final", self.final), field("confidence", self.confidence);
        field("from_ms", self.fromMs), field("to_ms", self.toMs), field("heeded", self.heeded);
    }
};

struct Understood
{
    static constexpr auto kind = "understood";
    int turn = 0;
    QString intent;
    double confidence = 0;
    PrivateText evidence; // which words and which rule
    bool operator==(const Understood &) const = default;
    static void fields(auto &self, auto &&field)
    {
        field("turn", self.turn), field("intent", self.intent), field("confidence", self.confidence);
        field("evidence", self.evidence);
    }
};

struct TurnMoved // everything still being prepared for an earlier turn is stale
{
    static constexpr auto kind = "turn_moved";
    int turn = 0;
    bool operator==(const TurnMoved &) const = default;
    static void fields(auto &self, auto &&field) { field("turn", self.turn); }
};

struct Said // a sentence was given to the voice; Played tells what became of it
{
    static constexpr auto kind = "said";
    int turn = 0;
    int sentence = 0; // counts up within the call
    SpokenBy by = SpokenBy::Assistant;
    StaffId staff; // who typed it
    PrivateText words;
    bool operator==(const Said &) const = default;
    static void fields(auto &self, auto &&field)
    {
        field("turn", self.turn), field("sentence", self.sentence), field("by", self.by);
        field("staff", self.staff), field("words", self.words);
    }
};

struct Played
{
    static constexpr auto kind = "played";
    int turn = 0;
    int sentence = 0;
    PlayedHow how = PlayedHow::Whole;
    qint64 playedMs = 0;
    int heardCharacters = 0; // how many characters of the sentence were heard when it was cut
    bool operator==(const Played &) const = default;
    static void fields(auto &self, auto &&field)
    {
        field("turn", self.turn), field("sentence", self.sentence), field("how", self.how);
        field("played_ms", self.playedMs), field("heard_characters", self.heardCharacters);
    }
};

struct PhaseMoved
{
    static constexpr auto kind = "phase_moved";
    CallPhase to = CallPhase::Intake;
    bool operator==(const PhaseMoved &) const = default;
    static void fields(auto &self, auto &&field) { field("to", self.to); }
};

struct SlotFilled
{
    static constexpr auto kind = "slot_filled";
    QString slot;
    PrivateText value;
    SlotSource source = SlotSource::Speech;
    double confidence = 0;
    bool confirmed = false;
    bool operator==(const SlotFilled &) const = default;
    static void fields(auto &self, auto &&field)
    {
        field("slot", self.slot), field("value", self.value), field("source", self.source);
        field("confidence", self.confidence), field("confirmed", self.confirmed);
    }
};

struct Measured
{
    static constexpr auto kind = "measured";
    QString what; // "answer_to_first_packet", …
    int turn = 0;
    double ms = 0;
    bool operator==(const Measured &) const = default;
    static void fields(auto &self, auto &&field)
    {
        field("what", self.what), field("turn", self.turn), field("ms", self.ms);
    }
};

} // namespace nightbell
