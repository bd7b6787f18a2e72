// When somebody speaks: ticks at 16 kHz in, the beginnings and ends of speech out. Loudness against the line's own
// floor, decided every 10 ms; quick to open, half a second slow to close. Runs beside the transcriber, off the sound
// thread.
#pragma once

#include "audio/frame.h"

#include <array>
#include <cstdint>
#include <span>

namespace nightbell {

struct GateStep
{
    bool speech = false;
    bool began = false; // in this tick; preRoll() has what was said until now
    bool ended = false; // the last of it was hangoverMs ago
};

class SpeechGate
{
public:
    static constexpr int hangoverMs = 500;
    static constexpr int preRollMs = 240; // the slowest opening measured is 170 ms
    using Frame = std::span<const std::int16_t, frameSamplesAtMost>;

    GateStep hear(Frame frame);
    std::span<const std::int16_t> preRoll() const { return m_recent; } // ends with the last tick
    float floorDbfs() const;

private:
    // The quietest 50 ms of the last seconds, kept as the quietest of each of so many spans.
    class Floor
    {
    public:
        Floor();
        void hear(double power);
        double power() const;

    private:
        static constexpr int blocksPerSpan = 50; // half a second
        std::array<double, 8> m_quietest;
        std::array<double, 5> m_last; // 50 ms
        std::size_t m_span = 0;
        int m_blocks = 0;
    };

    void decide(bool loud, GateStep &step);

    std::array<std::int16_t, samplesIn(preRollMs, wideRate)> m_recent{};
    Floor m_floor;
    std::uint32_t m_loud = 0; // bit n: so many blocks ago it was
    int m_quietBlocks = 0;
    bool m_open = false;
};

} // namespace nightbell
