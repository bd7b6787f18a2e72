#include "audio/key_tones.h"

#include <QtGlobal>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string_view>

namespace nightbell {

namespace {

constexpr std::array<double, KeyToneEar::tones> hertz{697, 770, 852, 941, 1'209, 1'336, 1'477, 1'633};
constexpr std::size_t rows = 4;
constexpr std::string_view keys = "123A456B789C*0#D"; // row by row

// A block of 12.75 ms tells the rows apart, and the shortest press of 40 ms holds two whole ones wherever it begins.
constexpr int blocksPerTenSeconds = 784;
// The limits of Q.24 (8 dB of twist one way, 4 dB the other) widened by what so short a block smears from tone to tone.
constexpr float rowOverColumn = 10;
constexpr float columnOverRow = 3.2F;
constexpr float overOthers = 5;      // each tone above the others of its group: 7 dB
constexpr float shareOfBlock = 0.8F; // of all energy; speech spreads its own wider
constexpr double quietestDbfs = -38; // each tone

double step(double frequency, int rate) { return 2 * std::numbers::pi * frequency / rate; }

} // namespace

KeyToneEar::KeyToneEar(int rate) : m_blockSamples(std::size_t(rate * 10 / blocksPerTenSeconds))
{
    for (std::size_t tone = 0; tone < tones; ++tone)
        m_factors[tone] = float(2 * std::cos(step(hertz[tone], rate)));
}

std::optional<char> KeyToneEar::hear(std::span<const std::int16_t> frame)
{
    std::optional<char> pressed;
    while (!frame.empty()) {
        const auto part = frame.first(std::min(frame.size(), m_blockSamples - m_samples));
        for (const std::int16_t sample : part) {
            const auto now = float(sample);
            m_energy += now * now;
            for (std::size_t tone = 0; tone < tones; ++tone) {
                const float next = m_factors[tone] * m_last[tone] - m_beforeLast[tone] + now;
                m_beforeLast[tone] = m_last[tone];
                m_last[tone] = next;
            }
        }
        frame = frame.subspan(part.size());
        m_samples += part.size();
        if (m_samples == m_blockSamples)
            if (const auto key = endBlock())
                pressed = key;
    }
    return pressed;
}

// Two blocks alike begin a press, two without it end it: a single one may be an edge or a crackle.
std::optional<char> KeyToneEar::endBlock()
{
    const char key = keyOfBlock();
    std::optional<char> begun;
    if (key == m_lastKey && key != m_pressed) {
        m_pressed = key;
        if (key)
            begun = key;
    }
    m_lastKey = key;
    m_last = {};
    m_beforeLast = {};
    m_energy = 0;
    m_samples = 0;
    return begun;
}

char KeyToneEar::keyOfBlock() const
{
    Lanes power;
    for (std::size_t tone = 0; tone < tones; ++tone)
        power[tone] = m_last[tone] * m_last[tone] + m_beforeLast[tone] * m_beforeLast[tone]
            - m_last[tone] * m_beforeLast[tone] * m_factors[tone];
    const auto row = std::max_element(power.begin(), power.begin() + rows);
    const auto column = std::max_element(power.begin() + rows, power.end());

    const auto samples = float(m_blockSamples);
    static const auto quietest = float(std::pow(32'768 * std::pow(10, quietestDbfs / 20) / 2, 2));
    if (std::min(*row, *column) < quietest * samples * samples)
        return 0;
    if (*row > *column * rowOverColumn || *column > *row * columnOverRow)
        return 0;
    if (*row + *column < shareOfBlock * m_energy * samples / 2)
        return 0;
    for (auto tone = power.begin(); tone != power.end(); ++tone) {
        const auto best = tone < power.begin() + rows ? row : column;
        if (tone != best && *tone * overOthers > *best)
            return 0;
    }
    return keys[std::size_t(row - power.begin()) * rows + std::size_t(column - power.begin()) - rows];
}

KeyTone::KeyTone(char key, int rate)
    : m_pressSamples(samplesIn(100, rate))
    , m_pauseSamples(samplesIn(60, rate))
    , m_edgeSamples(samplesIn(3, rate))
{
    const std::size_t number = keys.find(key);
    Q_ASSERT(number != std::string_view::npos);
    constexpr double rowAmplitude = 6'500, columnAmplitude = 8'000; // −14 and −12 dBFS: the higher one suffers more
    const auto swing = [&](double frequency, double amplitude) {
        return Swing{2 * std::cos(step(frequency, rate)), 0, -amplitude * std::sin(step(frequency, rate))};
    };
    m_row = swing(hertz[number / rows], rowAmplitude);
    m_column = swing(hertz[rows + number % rows], columnAmplitude);
}

double KeyTone::Swing::next()
{
    const double now = factor * last - beforeLast;
    beforeLast = last;
    last = now;
    return now;
}

void KeyTone::write(std::span<std::int16_t> frame)
{
    for (std::int16_t &sample : frame) {
        sample = 0;
        if (m_at < m_pressSamples) {
            const std::size_t toEdge = std::min(m_at + 1, m_pressSamples - m_at);
            const double gain = std::min(1.0, double(toEdge) / double(m_edgeSamples));
            sample = std::int16_t(std::lround(gain * (m_row.next() + m_column.next())));
        }
        m_at += over() ? 0 : 1;
    }
}

} // namespace nightbell
