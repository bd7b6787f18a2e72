// What is true of a call's sound this moment. Live only: never an event, never kept, and left out when nobody keeps up.
#pragma once

#include "ids.h"
#include "instant.h"

#include <QList>

#include <optional>

namespace nightbell {

inline constexpr float silenceDbfs = -96;

struct SoundLevel // in dB below the loudest that 16 bits can hold, of the last 100 ms
{
    float rmsDbfs = silenceDbfs;
    float peakDbfs = silenceDbfs;
    bool operator==(const SoundLevel &) const = default;
};

struct LineQuality // of one leg, since the last report of a few seconds ago
{
    double lostPercent = 0; // of what the other end sent
    double jitterMs = 0;
    std::optional<double> theirLostPercent; // of what we sent, as the other end tells
    std::optional<double> roundTripMs;      // once both ends have reported
    bool operator==(const LineQuality &) const = default;
};

struct StaffLevel
{
    StaffId staff;
    SoundLevel level;
    bool operator==(const StaffLevel &) const = default;
};

struct LiveSound // of one call, whole
{
    CallId call;
    SoundLevel caller;
    SoundLevel assistant;
    QList<StaffLevel> staff;
    bool callerSpeaks = false;
    std::optional<Instant> callerSince; // when the caller began to speak, or fell silent; none: not spoken yet
    std::optional<LineQuality> line;    // the caller's
    bool operator==(const LiveSound &) const = default;
};

} // namespace nightbell
