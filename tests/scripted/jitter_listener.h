// Listens to a packet trace through a jitter buffer, tick by tick in virtual time, and keeps what was heard when.
#pragma once

#include "audio/jitter_buffer.h"
#include "scripted/packet_trace.h"

namespace nightbell::scripted {

struct HeardPacket
{
    int number = 0;
    std::int64_t arrivedUs = 0;
    std::int64_t playedUs = 0;
    double delayMs() const { return double(playedUs - arrivedUs) / 1'000; }
};

class JitterListener
{
public:
    JitterListener(const Stream &stream, std::int64_t firstTickUs);

    void hear(const std::vector<Arrival> &arrivals, double untilSeconds);

    bool quiet = false; // the sound is silence all the time; otherwise only 0.4 s of each 1.6 s are
    std::vector<HeardPacket> heard;
    int missing = 0; // ticks
    int nothing = 0;
    JitterBuffer buffer;

private:
    void put(const Arrival &arrival);
    void tick();
    int take(SteadyTime playsAt);

    Stream m_stream;
    std::int64_t m_nowUs;
    int m_waitingMs = 0;                   // decoded, not yet played
    std::vector<std::int64_t> m_arrivedUs; // by number
};

} // namespace nightbell::scripted
