// What staff tell the assistant and the caller never hears: who whispers, and what became of words that are to guide
// it.
#pragma once

#include "call/call_words.h"
#include "ids.h"
#include "private_text.h"

#include <QString>

namespace nightbell {

struct WhisperAsked // to be heard by the assistant alone
{
    static constexpr auto kind = "whisper_asked";
    StaffId staff;
    bool on = true;
    bool operator==(const WhisperAsked &) const = default;
    static void fields(auto &self, auto &&field) { field("staff", self.staff), field("on", self.on); }
};

struct StaffWhispering // it is so; nothing is guided by it before its words are confirmed: Whispered
{
    static constexpr auto kind = "staff_whispering";
    StaffId staff;
    bool on = true;
    bool operator==(const StaffWhispering &) const = default;
    static void fields(auto &self, auto &&field) { field("staff", self.staff), field("on", self.on); }
};

struct Whispered
{
    static constexpr auto kind = "whispered";
    WhisperId whisper;
    StaffId staff;
    PrivateText words;
    bool operator==(const Whispered &) const = default;
    static void fields(auto &self, auto &&field)
    {
        field("whisper", self.whisper), field("staff", self.staff), field("words", self.words);
    }
};

struct WhisperDone
{
    static constexpr auto kind = "whisper_done";
    WhisperId whisper;
    WhisperFate fate = WhisperFate::Used;
    int turn = 0; // where it was used
    QString step; // which step it changed, or why it was refused
    bool operator==(const WhisperDone &) const = default;
    static void fields(auto &self, auto &&field)
    {
        field("whisper", self.whisper), field("fate", self.fate), field("turn", self.turn), field("step", self.step);
    }
};

} // namespace nightbell
