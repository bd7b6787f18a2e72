// When somebody speaks: ticks in, the beginnings and ends of speech out. Decided every 10 ms by two judges who must
// agree: loudness against the line's own floor, and likeness to a voice, which lets the first listen closer. Quick to
// open, half a second slow to close. Takes its memory at construction.
#pragma once

#include "audio/block_power.h"
#include "audio/voice_detector.h"

#include <array>
#include <cstdint>
#include <span>

namespace nightbell {

struct GateStep
{
    bool speech = false;
    bool began = false; // in this tick; preRoll() has what was said until now
    bool ended = false;
    int agoMs = 0;   // with either: how long before the end of this tick it was
    int quietMs = 0; // while the gate is open: how long nothing was said
};

class SpeechGate
{
public:
    static constexpr int hangoverMs = 500;
    static constexpr int preRollMs = 240; // the slowest opening measured is 170 ms

    explicit SpeechGate(int rate);

    // MayBeEcho: what is no louder may be what the caller heard, coming back.
    GateStep hear(std::span<const std::int16_t> frame, const BlockPowers &mayBeEcho = {});
    std::span<const std::int16_t> preRoll() const // ends with the last tick
    {
        return std::span(m_recent).last(samplesIn(preRollMs, m_rate));
    }
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

    void decide(bool spoken, GateStep &step);

    int m_rate;
    VoiceDetector m_voice;
    std::array<std::int16_t, samplesIn(preRollMs, wideRate)> m_recent{};
    Floor m_floor;
    std::uint32_t m_loud = 0; // bit n: so many blocks ago it was
    int m_quietBlocks = 0;
    bool m_open = false;
};

} // namespace nightbell
