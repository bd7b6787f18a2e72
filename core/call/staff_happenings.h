// What staff asked for, and what then really was so.
#pragma once

#include "call/call_words.h"
#include "ids.h"
#include "private_text.h"

namespace nightbell {

struct ListenAsked
{
    static constexpr auto kind = "listen_asked";
    StaffId staff;
    bool on = true;
    bool operator==(const ListenAsked &) const = default;
    static void fields(auto &self, auto &&field) { field("staff", self.staff), field("on", self.on); }
};

struct StaffListening
{
    static constexpr auto kind = "staff_listening";
    StaffId staff;
    bool on = true;
    bool operator==(const StaffListening &) const = default;
    static void fields(auto &self, auto &&field) { field("staff", self.staff), field("on", self.on); }
};

struct BargeAsked
{
    static constexpr auto kind = "barge_asked";
    StaffId staff;
    bool on = true;
    bool operator==(const BargeAsked &) const = default;
    static void fields(auto &self, auto &&field) { field("staff", self.staff), field("on", self.on); }
};

struct BargedIn
{
    static constexpr auto kind = "barged_in";
    StaffId staff;
    bool on = true;
    bool operator==(const BargedIn &) const = default;
    static void fields(auto &self, auto &&field) { field("staff", self.staff), field("on", self.on); }
};

struct TakeOverAsked
{
    static constexpr auto kind = "take_over_asked";
    StaffId staff;
    bool operator==(const TakeOverAsked &) const = default;
    static void fields(auto &self, auto &&field) { field("staff", self.staff); }
};

struct TookOver
{
    static constexpr auto kind = "took_over";
    StaffId staff;
    bool operator==(const TookOver &) const = default;
    static void fields(auto &self, auto &&field) { field("staff", self.staff); }
};

struct HandBackAsked
{
    static constexpr auto kind = "hand_back_asked";
    StaffId staff;
    HandBackCause cause = HandBackCause::Asked;
    bool operator==(const HandBackAsked &) const = default;
    static void fields(auto &self, auto &&field) { field("staff", self.staff), field("cause", self.cause); }
};

struct HandedBack
{
    static constexpr auto kind = "handed_back";
    StaffId staff;
    HandBackCause cause = HandBackCause::Asked;
    bool operator==(const HandedBack &) const = default;
    static void fields(auto &self, auto &&field) { field("staff", self.staff), field("cause", self.cause); }
};

struct KeysSent // pressed by staff, towards the caller's far end; which ones is kept nowhere: they may be a card's
                // number
{
    static constexpr auto kind = "keys_sent";
    StaffId staff;
    int count = 0;
    bool operator==(const KeysSent &) const = default;
    static void fields(auto &self, auto &&field) { field("staff", self.staff), field("count", self.count); }
};

struct EndAsked
{
    static constexpr auto kind = "end_asked";
    StaffId staff; // empty: the assistant is done, or the engine is stopping
    bool operator==(const EndAsked &) const = default;
    static void fields(auto &self, auto &&field) { field("staff", self.staff); }
};

struct NoteWritten
{
    static constexpr auto kind = "note_written";
    StaffId staff; // empty: the assistant
    PrivateText words;
    bool operator==(const NoteWritten &) const = default;
    static void fields(auto &self, auto &&field) { field("staff", self.staff), field("words", self.words); }
};

} // namespace nightbell
