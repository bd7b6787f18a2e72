#include "speech/rendering.h"

#include <algorithm>
#include <vector>

namespace nightbell {

namespace {

constexpr int pieceMs = 100;
constexpr int firstPieceMs = 20; // the caller need not wait for a whole piece
constexpr int breathMs = 30;     // of the silence before the first sound that stays: a soft letter begins in it
constexpr int faintest = 200;    // what is below is silence

} // namespace

Rendering::Rendering(int rateIn, int rateOut, Give give)
    : m_rate(rateOut)
    , m_rateChange(rateIn, rateOut)
    , m_give(std::move(give))
{
    m_rateChange.skipDelay();
}

void Rendering::add(std::span<const std::int16_t> samples)
{
    convert(samples);
    const int wanted = m_given == 0 ? firstPieceMs : pieceMs;
    if (m_sounds && m_whole.size() - m_given >= qsizetype(samplesIn(wanted, m_rate)))
        giveWhatIsThere();
}

void Rendering::finish()
{
    convert(std::vector<std::int16_t>(m_rateChange.held()));
    giveWhatIsThere();
}

void Rendering::convert(std::span<const std::int16_t> samples)
{
    const qsizetype before = m_whole.size();
    m_whole.resize(before + qsizetype(m_rateChange.roomFor(samples.size())));
    m_whole.resize(before + qsizetype(m_rateChange.change(samples, std::span(m_whole).subspan(std::size_t(before)))));
    if (m_sounds)
        return;
    const auto sound = std::find_if(m_whole.cbegin(), m_whole.cend(),
                                    [](qint16 sample) { return sample >= faintest || sample <= -faintest; });
    m_sounds = sound != m_whole.cend();
    const qsizetype silent = std::max<qsizetype>(sound - m_whole.cbegin() - qsizetype(samplesIn(breathMs, m_rate)), 0);
    m_whole.remove(0, silent);
    m_leftOut += silent;
}

void Rendering::giveWhatIsThere()
{
    if (m_given < m_whole.size())
        m_give(m_whole.sliced(m_given));
    m_given = m_whole.size();
}

} // namespace nightbell
