// What arrives irregularly is heard regularly: puts the packets of one stream back into order and gives them out at an
// even pace, as late as the network's jitter asks for and no later. Knows no clock and no coding; nothing allocates.
//
// Every packet has a transit, its arrival less the time in its timestamp. The least transit of the last seconds is the
// network at its best; the depth is how long a sample waits beyond that. The depth that is wanted covers nearly every
// packet's delay. It is taken on with sound that was missing anyway or in silence, and given back by leaving packets
// out, in silence where possible. A gap in the timestamps (the sender was silent) passes at its own length.
#pragma once

#include "audio/frame.h"
#include "audio/rtp.h"
#include "audio/transit_watch.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <span>

namespace nightbell {

using SteadyTime = std::chrono::steady_clock::time_point;

inline constexpr std::size_t packetsKept = 16;
inline constexpr std::size_t payloadBytesAtMost = 480; // 60 ms of G.711
inline constexpr int depthAtMostMs = TransitWatch::mostMs;

struct TakenSound
{
    enum class Kind {
        Packet,  // decode the payload
        Missing, // make up a tick of sound; the payload, if any, belongs to what follows directly (for Opus's FEC)
        Nothing  // nobody sends: silence
    };
    Kind kind = Kind::Nothing;
    std::uint8_t payloadType = 0;
    std::span<const std::uint8_t> payload; // readable until the next put() or take()
    bool joins = true;                     // false: something before it was left out, so cross over to it
};

struct JitterCounts
{
    std::uint64_t received = 0;  // with the unusable ones below
    std::uint64_t duplicate = 0; // the same packet again
    std::uint64_t late = 0;      // its time was over
    std::uint64_t strange = 0;   // of another clock than the stream's
    std::uint64_t oversize = 0;  // longer than a slot
    std::uint64_t overrun = 0;   // pushed out: more waited than there are slots
    std::uint64_t skipped = 0;   // left out to catch up
    std::uint64_t concealed = 0; // ticks that were made up
    std::uint64_t restarts = 0;  // a new source, or a clock that jumped
    std::uint64_t expected = 0;  // by the sequence numbers, all sources together
    std::uint64_t lost() const
    {
        const std::uint64_t there = received - duplicate - strange;
        return expected > there ? expected - there : 0; // a duplicate of long ago is not known as one
    }
};

class JitterBuffer
{
public:
    explicit JitterBuffer(int clockRate); // timestamp units a second

    // duration: timestamp units of sound in the payload, as the coding tells; 0 counts the packet without hearing it
    // (a key press shares the stream's sequence numbers).
    void put(const RtpPacket &packet, std::uint32_t duration, SteadyTime arrival);

    // The next piece of the stream. playsAt: when its first sample will be heard, which is now plus what is decoded
    // and not yet played. quiet: what is being heard is silence, so that a piece more or less goes unnoticed.
    TakenSound take(SteadyTime playsAt, bool quiet);

    const JitterCounts &counts() const { return m_counts; }
    std::uint32_t source() const { return m_source; }
    std::uint32_t highestSequence() const { return m_highestSequence; }                    // with its cycles, for RTCP
    std::uint32_t jitter() const { return std::uint32_t(m_jitterUs * m_clockRate / 1e6); } // RFC 3550, timestamp units
    int depthMs() const { return m_depthMs; }                                              // of the piece taken last
    int wantedDepthMs() const { return m_transits.wantedMs(); }

private:
    struct Slot
    {
        std::int64_t at = 0;        // timestamp, never wrapping
        std::uint32_t duration = 0; // timestamp units
        std::uint16_t bytes = 0;    // 0: free
        std::uint8_t payloadType = 0;
        std::array<std::uint8_t, payloadBytesAtMost> payload;
        std::span<const std::uint8_t> view() const { return std::span(payload).first(bytes); }
        std::int64_t end() const { return at + duration; }
    };

    void restart(const RtpHeader &header, std::int64_t nowUs);
    bool fits(const RtpHeader &header, std::int64_t nowUs);
    bool noteSequence(std::uint16_t sequence);
    void keep(const RtpPacket &packet, std::int64_t at, std::uint32_t duration);

    Slot *earliest();
    Slot *catchUp(Slot *next, SteadyTime playsAt, bool quiet);
    bool tooDeep(const Slot &next, SteadyTime playsAt) const;
    Slot *skip(Slot &slot);
    TakenSound play(Slot &slot);
    TakenSound makeUp();

    std::int64_t extended(std::uint32_t timestamp) const;
    std::int64_t usOf(std::int64_t units) const { return units * 1'000'000 / m_clockRate; }
    std::int64_t depthUs(std::int64_t at, SteadyTime playsAt) const;

    int m_clockRate;
    std::array<Slot, packetsKept> m_slots{};
    TransitWatch m_transits;
    JitterCounts m_counts;

    bool m_begun = false; // a source is known
    std::uint32_t m_source = 0;
    std::int64_t m_newestAt = 0; // timestamp of the newest packet, never wrapping
    std::uint32_t m_highestSequence = 0;
    std::uint64_t m_seen = 0; // bit n: the highest less n arrived
    bool m_strange = false;   // the last packet did not fit the stream
    std::int64_t m_strangeTransitUs = 0;
    std::int64_t m_lastTransitUs = 0;
    double m_jitterUs = 0;

    bool m_playing = false;
    bool m_madeUp = false;     // so was the last piece
    bool m_joins = true;       // nothing was left out before the next piece
    std::int64_t m_cursor = 0; // timestamp of what is heard next
    std::optional<std::int64_t> m_tooDeepSinceUs;
    int m_depthMs = 0;
};

} // namespace nightbell
