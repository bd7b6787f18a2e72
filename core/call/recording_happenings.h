// What became of a call's recording: facts, written once the recorder was told.
#pragma once

#include "ids.h"

namespace nightbell {

struct RecordingStarted
{
    static constexpr auto kind = "recording_started";
    bool operator==(const RecordingStarted &) const = default;
    static void fields(auto &, auto &&) { }
};

struct RecordingPaused // card numbers and the like: nothing is kept until it goes on
{
    static constexpr auto kind = "recording_paused";
    StaffId staff; // empty: the assistant
    bool operator==(const RecordingPaused &) const = default;
    static void fields(auto &self, auto &&field) { field("staff", self.staff); }
};

struct RecordingResumed
{
    static constexpr auto kind = "recording_resumed";
    StaffId staff;
    bool operator==(const RecordingResumed &) const = default;
    static void fields(auto &self, auto &&field) { field("staff", self.staff); }
};

struct RecordingBroken // the disk takes nothing of it; the call goes on
{
    static constexpr auto kind = "recording_broken";
    bool operator==(const RecordingBroken &) const = default;
    static void fields(auto &, auto &&) { }
};

struct RecordingMended // what was said meanwhile is missing
{
    static constexpr auto kind = "recording_mended";
    bool operator==(const RecordingMended &) const = default;
    static void fields(auto &, auto &&) { }
};

struct RecordingStopped
{
    static constexpr auto kind = "recording_stopped";
    bool operator==(const RecordingStopped &) const = default;
    static void fields(auto &, auto &&) { }
};

} // namespace nightbell
