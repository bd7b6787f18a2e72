// What crosses between the engine's thread and the sound thread: orders in, reports out. Plain values of fixed size.
#pragma once

#include "audio/rtp.h"
#include "audio/socket_address.h"
#include "audio/speech_queue.h"

#include <chrono>
#include <variant>

namespace nightbell {

using SteadyTime = std::chrono::steady_clock::time_point;

struct OpenLeg
{
    int socket = -1;
};

struct ConnectLeg
{
    SocketAddress remote;
    Coding coding;
    std::uint8_t payloadType;
    std::int16_t keyPayloadType; // -1: none
    bool followsPort;
    RtpHeader first; // random sequence, timestamp and source, drawn where waiting is allowed
    SteadyTime since;
};

struct PlaySpeech
{
    SpeechNode *node;
};

struct SilenceLeg
{
};

struct CloseLeg
{
};

struct SoundOrder
{
    int leg;
    std::variant<OpenLeg, ConnectLeg, PlaySpeech, SilenceLeg, CloseLeg> what;
};

struct SentenceBegan
{
    int turn;
    int sentence;
    double msSinceConnected;
};

struct KeyHeard
{
    char key;
};

struct LegCounts
{
    std::uint64_t sent = 0;
    std::uint64_t sendFailed = 0;
    std::uint64_t received = 0;
    std::uint64_t foreign = 0;   // not from the negotiated address
    std::uint64_t malformed = 0; // not RTP
    std::uint64_t keysLost = 0;  // the engine did not read its reports
};

struct LegClosed
{
    LegCounts counts;
};

struct SoundReport
{
    int leg;
    std::variant<SentenceBegan, PlayedSentence, KeyHeard, LegClosed> what;
};

class ReportSink
{
public:
    virtual ~ReportSink() = default;
    virtual bool report(const SoundReport &report) = 0; // false: full, try again at the next tick
};

} // namespace nightbell
