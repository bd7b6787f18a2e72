#include "audio/mixer.h"

#include <QtGlobal>

#include <algorithm>

namespace nightbell {

namespace {

constexpr std::size_t framesPerRamp = 4; // a ramp is a quarter of a frame: 5 ms

void addAt(Gain gain, std::span<const std::int16_t> samples, std::int32_t *sum)
{
    if (gain == muted)
        return;
    if (gain == unchanged) {
        for (std::size_t i = 0; i < samples.size(); ++i)
            sum[i] += samples[i];
        return;
    }
    const std::int32_t steps = gain.steps();
    for (std::size_t i = 0; i < samples.size(); ++i)
        sum[i] += samples[i] * steps / Gain::one;
}

} // namespace

void GainRamp::add(std::span<const std::int16_t> frame, Gain wanted, std::span<std::int32_t> sum)
{
    Q_ASSERT(frame.size() <= sum.size());
    std::size_t ramp = 0;
    if (wanted != m_gain) {
        ramp = frame.size() / framesPerRamp;
        const std::int32_t from = m_gain.steps(), rise = wanted.steps() - from, length = std::int32_t(ramp);
        for (std::int32_t i = 0; i < length; ++i)
            sum[std::size_t(i)] += frame[std::size_t(i)] * (from + rise * (i + 1) / length) / Gain::one;
        m_gain = wanted;
    }
    addAt(m_gain, frame.subspan(ramp), sum.data() + ramp);
}

void saturate(std::span<const std::int32_t> sum, std::span<std::int16_t> frame)
{
    Q_ASSERT(frame.size() <= sum.size());
    for (std::size_t i = 0; i < frame.size(); ++i)
        frame[i] = std::int16_t(std::clamp<std::int32_t>(sum[i], -32'768, 32'767));
}

} // namespace nightbell
