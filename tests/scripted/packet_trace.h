// A network in virtual time: what a sender sends, and when each packet arrives, if it does.
#pragma once

#include "audio/rtp.h"

#include <chrono>
#include <cstdint>
#include <random>
#include <vector>

namespace nightbell::scripted {

struct Network
{
    double lossShare = 0;
    double burst = 1;      // packets lost in a row, on average
    double jitterMs = 0;   // of an exponential delay
    double spikeShare = 0; // of packets that open a spike: all are held back until it is over
    double spikeMs = 0;
    double duplicateShare = 0;
    double driftPpm = 0; // the sender's clock is that much fast
    double transitMs = 30;
    bool keepsOrder = false; // a queue; otherwise jitter overtakes
};

struct Stream
{
    int clockRate = 8'000;
    int packetMs = 20;
    std::uint16_t firstSequence = 65'500; // wraps soon
    std::uint32_t firstTimestamp = 0xffff'f000;
    std::uint32_t source = 7;
};

struct Arrival
{
    std::int64_t atUs = 0;
    RtpHeader header;
    int number = 0; // of the packet, as sent
};

// Packets of so many seconds, by time of arrival.
std::vector<Arrival> travel(const Stream &stream, const Network &network, double seconds, std::mt19937 &random);

} // namespace nightbell::scripted
