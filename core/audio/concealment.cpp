#include "audio/concealment.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace nightbell {

namespace {

constexpr int shortestPitchMs = 3; // 333 Hz; a higher voice is met by several periods
constexpr int comparedMs = 20;
constexpr int fullMs = 10; // before it fades
constexpr int silentMs = 60;
constexpr int blendMs = 5;
constexpr float similarEnough = 0.3F; // below it there is no pitch; the longest period sounds least like a buzz
constexpr int coarseRate = 4'000;

struct Lag
{
    std::size_t samples = 0;
    float likeness = 0; // 1: the same but for its loudness
};

template<class Sample>
Lag mostAlike(std::span<const Sample> sound, int rate, std::size_t step, std::size_t shortest, std::size_t longest)
{
    const std::size_t compared = samplesIn(comparedMs, rate);
    const Sample *recent = sound.data() + sound.size() - compared;
    Lag best{.samples = longest};
    for (std::size_t lag = shortest; lag <= longest; ++lag) {
        const Sample *before = recent - lag;
        float product = 0, then = 1, now = 1;
        for (std::size_t i = 0; i < compared; i += step) {
            product += float(recent[i]) * float(before[i]);
            then += float(before[i]) * float(before[i]);
            now += float(recent[i]) * float(recent[i]);
        }
        if (const float likeness = product / std::sqrt(then * now); likeness > best.likeness)
            best = {lag, likeness};
    }
    return best;
}

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
            samples[i] = std::int16_t(share * float(samples[i]) + (1 - share) * float(next()));
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

// The lag at which the last 20 ms look most like what came before: found roughly at 4 kHz, then to the sample. When a
// network fails, every call of the machine asks for this in the same tick.
std::size_t Concealment::pitch() const
{
    const auto coarseness = std::size_t(m_rate / coarseRate);
    std::array<float, historyMs * coarseRate / 1'000> coarse;
    const std::int16_t *sample = m_history.data() + m_history.size() - coarse.size() * coarseness;
    for (float &each : coarse) {
        each = std::accumulate(sample, sample + coarseness, 0.0F);
        sample += coarseness;
    }
    Lag found = mostAlike(std::span<const float>(coarse), coarseRate, 1, samplesIn(shortestPitchMs, coarseRate),
                          samplesIn(longestPitchMs, coarseRate));
    const std::size_t longest = samplesIn(longestPitchMs, m_rate);
    if (found.likeness < similarEnough)
        return longest;
    const std::size_t centre = found.samples * coarseness;
    found = mostAlike(std::span<const std::int16_t>(m_history), m_rate, 1,
                      std::max(centre - coarseness, samplesIn(shortestPitchMs, m_rate)),
                      std::min(centre + coarseness, longest));
    return found.samples;
}

std::int16_t Concealment::next()
{
    const auto full = float(samplesIn(fullMs, m_rate)), silent = float(samplesIn(silentMs, m_rate));
    const float worn = 1 - float(m_madeUp) / float(samplesIn(blendMs, m_rate));
    const float gain = std::clamp((silent - float(m_madeUp)) / (silent - full), 0.0F, 1.0F);
    const float sample = gain * (m_period[m_at] + std::max(worn, 0.0F) * m_step);
    m_at = m_at + 1 == m_periodSize ? 0 : m_at + 1;
    m_madeUp += m_madeUp < samplesIn(silentMs, m_rate) ? 1 : 0;
    return std::int16_t(std::clamp(sample, -32'768.0F, 32'767.0F));
}

} // namespace nightbell
