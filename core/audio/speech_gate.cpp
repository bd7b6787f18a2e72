#include "audio/speech_gate.h"

#include "audio/level_meter.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace nightbell {

namespace {

constexpr double powerOverFloor = 3.98; // 6 dB: the other judge keeps out what is only loud
constexpr double quietestFloor = 340;   // −65 dBFS: a line that sends exact silence between words
constexpr std::uint32_t lastTen = 0x3ff;
constexpr int loudOfTenToOpen = 6;
constexpr std::uint32_t lastFive = 0x1f;
constexpr int loudOfFiveToStay = 2; // a click alone does not hold the gate
constexpr int blocksToClose = SpeechGate::hangoverMs / blockMs;

} // namespace

SpeechGate::Floor::Floor() // nothing is loud before 50 ms were heard
{
    m_quietest.fill(std::numeric_limits<double>::infinity());
    m_last.fill(std::numeric_limits<double>::infinity());
}

void SpeechGate::Floor::hear(double power)
{
    std::shift_right(m_last.begin(), m_last.end(), 1);
    m_last.front() = power;
    if (++m_blocks % blocksPerSpan == 0) {
        m_span = (m_span + 1) % m_quietest.size();
        m_quietest[m_span] = std::numeric_limits<double>::infinity();
    }
    const double smooth = std::accumulate(m_last.begin(), m_last.end(), 0.0) / double(m_last.size());
    m_quietest[m_span] = std::min(m_quietest[m_span], smooth);
}

double SpeechGate::Floor::power() const
{
    return std::max(quietestFloor, *std::min_element(m_quietest.begin(), m_quietest.end()));
}

SpeechGate::SpeechGate(int rate) : m_rate(rate), m_voice(rate) { }

GateStep SpeechGate::hear(std::span<const std::int16_t> frame, const BlockPowers &mayBeEcho)
{
    const std::size_t blockSamples = samplesIn(blockMs, m_rate);
    std::shift_left(m_recent.begin(), m_recent.end(), std::ptrdiff_t(frame.size()));
    std::copy(frame.begin(), frame.end(), m_recent.end() - std::ptrdiff_t(frame.size()));
    GateStep step;
    for (std::size_t at = 0; at < blocksPerFrame; ++at) {
        const auto block = frame.subspan(at * blockSamples, blockSamples);
        const double power = powerOf(block);
        m_floor.hear(power);
        const bool voice = m_voice.hear(block); // always asked: it learns, too
        step.agoMs += step.began || step.ended ? blockMs : 0;
        decide(voice && power > m_floor.power() * powerOverFloor && power > mayBeEcho[at], step);
    }
    step.speech = m_open;
    step.quietMs = m_open ? m_quietBlocks * blockMs : 0;
    return step;
}

void SpeechGate::decide(bool spoken, GateStep &step)
{
    m_loud = m_loud << 1 | (spoken ? 1U : 0U);
    if (!m_open && std::popcount(m_loud & lastTen) >= loudOfTenToOpen) {
        m_open = true;
        m_quietBlocks = 0;
        step.began = true;
        step.agoMs = int(std::bit_width(m_loud & lastTen)) * blockMs;
        return;
    }
    const bool stays = spoken && std::popcount(m_loud & lastFive) >= loudOfFiveToStay;
    m_quietBlocks = stays ? 0 : m_quietBlocks + 1;
    if (m_open && m_quietBlocks >= blocksToClose) {
        m_open = false;
        m_loud = 0;
        step.ended = true;
        step.agoMs = hangoverMs;
    }
}

float SpeechGate::floorDbfs() const { return toDbfs(std::sqrt(m_floor.power())); }

} // namespace nightbell
