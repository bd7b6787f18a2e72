// What the sound thread tells the engine's thread. Plain values of fixed size.
#pragma once

#include "audio/sound.h"
#include "call/live_sound.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <variant>

namespace nightbell {

using SteadyTime = std::chrono::steady_clock::time_point;

struct SentenceBegan
{
    int turn;
    int sentence;
    double msSinceConnected;
};

struct SpeakingPaused
{
    int turn;
    int sentence;
    qint64 playedMs;
};

struct KeyHeard
{
    int party;
    char key;
};

struct HearingChanged // the first frames of a new arrangement are on their way
{
    int arrangement;
    double msSinceAsked;
};

struct LegFellSilent // its packets stopped coming
{
    int party;
};

struct LegCounts
{
    std::uint64_t sent = 0;
    std::uint64_t sendFailed = 0;
    std::uint64_t received = 0;
    std::uint64_t foreign = 0;   // not from the negotiated address, or not with its key
    std::uint64_t malformed = 0; // not RTP
    std::uint64_t lost = 0;
    std::uint64_t late = 0;
    std::uint64_t concealed = 0; // ticks that were made up
    std::uint64_t keysLost = 0;  // the engine did not read its reports
};

struct CallerSpeech
{
    bool speaks;
    SteadyTime at; // when it began or ended, which is before that was sure
};

struct CallerQuiet
{
    int quietMs; // one of quietStages, or 0
    SteadyTime since;
};

struct LevelsHeard // of the last 100 ms
{
    std::array<SoundLevel, partiesAtMost> parties;
    SoundLevel assistant;
};

struct QualityMeasured
{
    int party;
    LineQuality quality;
};

struct LegGone
{
    int party;
    LegCounts counts;
};

struct RoomClosed
{
};

struct SoundReport
{
    int room;
    std::variant<SentenceBegan, PlayedSentence, SpeakingPaused, KeyHeard, HearingChanged, LegFellSilent, CallerSpeech,
                 CallerQuiet, LevelsHeard, QualityMeasured, LegGone, RoomClosed>
        what;
};

class ReportSink
{
public:
    virtual ~ReportSink() = default;
    virtual bool report(const SoundReport &report) = 0; // false: full, try again at the next tick
    virtual void show(const SoundReport &report) = 0;   // of this moment only: left out when the engine is behind
};

} // namespace nightbell
