#include "audio/rate_change.h"

#include <QtGlobal>

#include <speex/speex_resampler.h>

namespace nightbell {

namespace {
constexpr int filterQuality = 6; // of 10: flat to 3.4 kHz, folded frequencies below what G.711 can tell
}

void RateChange::Free::operator()(SpeexResamplerState_ *state) const { speex_resampler_destroy(state); }

RateChange::RateChange(int rateIn, int rateOut) : m_rateIn(rateIn), m_rateOut(rateOut)
{
    int error = RESAMPLER_ERR_SUCCESS;
    m_state.reset(speex_resampler_init(1, spx_uint32_t(rateIn), spx_uint32_t(rateOut), filterQuality, &error));
    if (error != RESAMPLER_ERR_SUCCESS)
        qFatal("no memory for a resampler");
}

std::size_t RateChange::roomFor(std::size_t samples) const
{
    return samples * std::size_t(m_rateOut) / std::size_t(m_rateIn) + 2;
}

std::size_t RateChange::change(std::span<const std::int16_t> samples, std::span<std::int16_t> room)
{
    auto taken = spx_uint32_t(samples.size());
    auto made = spx_uint32_t(room.size());
    speex_resampler_process_int(m_state.get(), 0, samples.data(), &taken, room.data(), &made);
    Q_ASSERT(taken == samples.size());
    return made;
}

void RateChange::skipDelay() { speex_resampler_skip_zeros(m_state.get()); }

std::size_t RateChange::held() const { return std::size_t(speex_resampler_get_input_latency(m_state.get())); }

} // namespace nightbell
