// Packets of any sequence, time, length and source, in any order, while somebody listens: each is heard at most once,
// and every one is accounted for.
#include "audio/jitter_buffer.h"

#include <QtGlobal>

#include <cstring>
#include <vector>

using namespace nightbell;

namespace {

class Script // the input as a row of choices
{
public:
    explicit Script(std::span<const std::uint8_t> bytes) : m_bytes(bytes) { }
    bool over() const { return m_bytes.empty(); }

    std::uint8_t byte()
    {
        if (m_bytes.empty())
            return 0;
        const std::uint8_t value = m_bytes.front();
        m_bytes = m_bytes.subspan(1);
        return value;
    }

    std::uint32_t number() // small ones cost a byte, any at all cost five
    {
        const std::uint8_t first = byte();
        if (first < 0xff)
            return first;
        std::uint32_t value = 0;
        for (int i = 0; i < 4; ++i)
            value = value << 8 | byte();
        return value;
    }

private:
    std::span<const std::uint8_t> m_bytes;
};

enum Step : std::uint8_t { NextPacket, StrayPacket, OldPacket, OtherSource, Tick, Leap };

struct Listening
{
    JitterBuffer buffer{8'000};
    std::vector<bool> heard; // by packet put
    std::int64_t nowUs = 0;

    void put(const RtpHeader &header, std::size_t bytes, std::uint32_t duration)
    {
        std::vector<std::uint8_t> payload(bytes);
        const auto number = std::uint32_t(heard.size());
        if (bytes >= sizeof number) // else too short to be told apart
            std::memcpy(payload.data(), &number, sizeof number);
        heard.push_back(false);
        buffer.put({header, payload}, duration, SteadyTime(std::chrono::microseconds(nowUs)));
    }

    void tick(bool quiet)
    {
        const TakenSound taken = buffer.take(SteadyTime(std::chrono::microseconds(nowUs)), quiet);
        if (taken.kind != TakenSound::Kind::Packet || taken.payload.size() < sizeof(std::uint32_t))
            return;
        std::uint32_t number = 0;
        std::memcpy(&number, taken.payload.data(), sizeof number);
        if (number >= heard.size() || heard[number])
            qFatal("a packet was heard that was not there, or twice");
        heard[number] = true;
    }
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    Script script({bytes, size});
    Listening listening;
    RtpHeader header{.sequence = 65'530, .timestamp = 0xffff'ff00};
    while (!script.over()) {
        const std::uint8_t step = script.byte();
        switch (step % 6) {
        case NextPacket:
            ++header.sequence;
            header.timestamp += 160;
            listening.put(header, 160, 160);
            break;
        case StrayPacket:
            header.sequence = std::uint16_t(header.sequence + script.number());
            header.timestamp += script.number();
            listening.put(header, script.number() % 600, script.number() % 6'000);
            break;
        case OldPacket: {
            RtpHeader old = header;
            const std::uint32_t back = script.number();
            old.sequence = std::uint16_t(old.sequence - back);
            old.timestamp -= back * 160;
            listening.put(old, 160, 160);
            break;
        }
        case OtherSource:
            header.source = script.byte() % 3;
            break;
        case Tick:
            listening.nowUs += 20'000;
            listening.tick(step & 0x80);
            break;
        case Leap:
            listening.nowUs += script.number() % 10'000'000;
            break;
        }
    }
    const JitterCounts &counts = listening.buffer.counts();
    if (counts.received != listening.heard.size() || counts.lost() > counts.expected)
        qFatal("a packet is not accounted for");
    return 0;
}
