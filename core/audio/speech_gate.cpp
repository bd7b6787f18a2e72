#include "audio/speech_gate.h"

#include "audio/level_meter.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>

namespace nightbell {

namespace {

constexpr std::size_t blockSamples = samplesIn(10, wideRate);
constexpr double powerOverFloor = 7.94; // 9 dB
constexpr double quietestFloor = 340;   // −65 dBFS: a line that sends exact silence between words
constexpr std::uint32_t lastTen = 0x3ff;
constexpr int loudOfTenToOpen = 6;
constexpr std::uint32_t lastFive = 0x1f;
constexpr int loudOfFiveToStay = 2; // a click alone does not hold the gate
constexpr int blocksToClose = SpeechGate::hangoverMs / 10;

double powerOf(std::span<const std::int16_t> samples)
{
    const auto squares = std::accumulate(samples.begin(), samples.end(), std::int64_t{0},
                                         [](std::int64_t sum, std::int16_t each) { return sum + each * each; });
    return double(squares) / double(samples.size());
}

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

GateStep SpeechGate::hear(Frame frame)
{
    std::shift_left(m_recent.begin(), m_recent.end(), std::ptrdiff_t(frame.size()));
    std::copy(frame.begin(), frame.end(), m_recent.end() - std::ptrdiff_t(frame.size()));
    GateStep step;
    for (std::size_t at = 0; at < frame.size(); at += blockSamples) {
        const double power = powerOf(frame.subspan(at, blockSamples));
        m_floor.hear(power);
        decide(power > m_floor.power() * powerOverFloor, step);
    }
    step.speech = m_open;
    return step;
}

void SpeechGate::decide(bool loud, GateStep &step)
{
    m_loud = m_loud << 1 | (loud ? 1U : 0U);
    if (!m_open && std::popcount(m_loud & lastTen) >= loudOfTenToOpen) {
        m_open = true;
        m_quietBlocks = 0;
        step.began = true;
        return;
    }
    const bool stays = loud && std::popcount(m_loud & lastFive) >= loudOfFiveToStay;
    m_quietBlocks = stays ? 0 : m_quietBlocks + 1;
    if (m_open && m_quietBlocks >= blocksToClose) {
        m_open = false;
        m_loud = 0;
        step.ended = true;
    }
}

float SpeechGate::floorDbfs() const { return toDbfs(std::sqrt(m_floor.power())); }

} // namespace nightbell
