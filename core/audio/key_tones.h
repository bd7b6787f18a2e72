// Keypad presses as the two tones of each key (ITU-T Q.23, Q.24), for lines that carry them no other way. Where
// telephone-event was negotiated (rtp.h), the ear stays shut, or a press would count twice.
#pragma once

#include "audio/frame.h"

#include <optional>
#include <span>

namespace nightbell {

class KeyToneEar
{
public:
    explicit KeyToneEar(int rate);

    // The key whose press is recognised in this tick: once a press, at the earliest 25 ms into it.
    std::optional<char> hear(std::span<const std::int16_t> frame);

    static constexpr std::size_t tones = 8; // four rows, four columns

private:
    using Lanes = std::array<float, tones>; // side by side, so that one instruction serves four tones

    char keyOfBlock() const;
    std::optional<char> endBlock();

    std::size_t m_blockSamples;
    Lanes m_factors;
    Lanes m_last{};
    Lanes m_beforeLast{};
    float m_energy = 0;
    std::size_t m_samples = 0; // in this block
    char m_lastKey = 0;        // of the block before, 0: none
    char m_pressed = 0;
};

// One press, written tick by tick.
class KeyTone
{
public:
    KeyTone(char key, int rate); // of 0-9 * # A-D; 100 ms of tone, 60 ms of silence

    bool over() const { return m_at >= m_pressSamples + m_pauseSamples; }
    void write(std::span<std::int16_t> frame); // silence once it is over

private:
    struct Swing // a sine by recurrence
    {
        double factor = 0, last = 0, beforeLast = 0;
        double next();
    };

    std::size_t m_pressSamples;
    std::size_t m_pauseSamples;
    std::size_t m_edgeSamples;
    std::size_t m_at = 0;
    Swing m_row;
    Swing m_column;
};

} // namespace nightbell
