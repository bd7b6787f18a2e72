#include "audio/concealment.h"

#include <algorithm>
#include <cmath>

namespace nightbell {

namespace {

constexpr int shortestPitchMs = 3; // 333 Hz; a higher voice is met by several periods
constexpr int comparedMs = 20;
constexpr int fullMs = 10; // before it fades
constexpr int silentMs = 60;
constexpr int blendMs = 5;
constexpr float similarEnough = 0.3F; // below it there is no pitch; the longest period sounds least like a buzz

} // namespace

Concealment::Concealment(int rate) : m_rate(rate) { }

void Concealment::keep(std::span<std::int16_t> samples, bool joins)
{
    if (m_madeUp > 0 || !joins) {
        if (m_madeUp == 0)
            begin();
        const std::size_t blend = std::min(samples.size(), samplesIn(blendMs, m_rate));
        for (std::size_t i = 0; i < blend; ++i) {
            const float share = float(i + 1) / float(blend + 1);
            samples[i] = std::int16_t(std::lround(share * float(samples[i]) + (1 - share) * float(next())));
        }
    }
    m_madeUp = 0;
    remember(samples);
}

void Concealment::makeUp(std::span<std::int16_t> samples)
{
    if (m_madeUp == 0)
        begin();
    std::generate(samples.begin(), samples.end(), [this] { return next(); });
    remember(samples);
}

void Concealment::remember(std::span<const std::int16_t> samples)
{
    if (samples.size() > m_history.size())
        samples = samples.last(m_history.size());
    std::copy(m_history.begin() + std::ptrdiff_t(samples.size()), m_history.end(), m_history.begin());
    std::copy(samples.begin(), samples.end(), m_history.end() - std::ptrdiff_t(samples.size()));
}

// Cuts the last pitch period out of the history so that its end runs into its own beginning.
void Concealment::begin()
{
    m_periodSize = pitch();
    const auto last = m_history.end() - std::ptrdiff_t(m_periodSize);
    std::copy(last, m_history.end(), m_period.begin());
    const std::size_t blend = m_periodSize / 4;
    for (std::size_t i = 0; i < blend; ++i) {
        const std::size_t at = m_periodSize - blend + i;
        const float share = float(i + 1) / float(blend + 1);
        const float before = *(last - std::ptrdiff_t(m_periodSize) + std::ptrdiff_t(at));
        m_period[at] += share * (before - m_period[at]);
    }
    m_at = 0;
    m_step = float(m_history.back()) - float(*(last - 1));
}

// The lag at which the last 20 ms look most like what came before, in samples. Every second sample will do.
std::size_t Concealment::pitch() const
{
    const std::size_t compared = samplesIn(comparedMs, m_rate), longest = samplesIn(longestPitchMs, m_rate);
    const std::int16_t *recent = m_history.data() + m_history.size() - compared;
    const auto step = std::size_t(m_rate / narrowRate) * 2;
    std::size_t best = longest;
    float most = similarEnough;
    for (std::size_t lag = samplesIn(shortestPitchMs, m_rate); lag <= longest; lag += step / 2) {
        float product = 0, energy = 1, own = 1;
        for (std::size_t i = 0; i < compared; i += step) {
            const float now = recent[i], then = recent[std::ptrdiff_t(i) - std::ptrdiff_t(lag)];
            product += now * then;
            energy += then * then;
            own += now * now;
        }
        if (const float likeness = product / std::sqrt(energy * own); likeness > most) {
            most = likeness;
            best = lag;
        }
    }
    return best;
}

std::int16_t Concealment::next()
{
    const auto full = float(samplesIn(fullMs, m_rate)), silent = float(samplesIn(silentMs, m_rate));
    const float worn = 1 - float(m_madeUp) / float(samplesIn(blendMs, m_rate));
    const float gain = std::clamp((silent - float(m_madeUp)) / (silent - full), 0.0F, 1.0F);
    const float sample = gain * (m_period[m_at] + std::max(worn, 0.0F) * m_step);
    m_at = (m_at + 1) % m_periodSize;
    m_madeUp += m_madeUp < samplesIn(silentMs, m_rate) ? 1 : 0;
    return std::int16_t(std::lround(std::clamp(sample, -32'768.0F, 32'767.0F)));
}

} // namespace nightbell
