#include "speech/resampler.h"

#include <speex/speex_resampler.h>

#include <vector>

namespace nightbell {

namespace {
constexpr int filterQuality = 6; // of 10: flat to 3.4 kHz, folded frequencies below what G.711 can tell
}

void Resampler::Free::operator()(SpeexResamplerState_ *state) const { speex_resampler_destroy(state); }

Resampler::Resampler(int samplesPerSecondIn, int samplesPerSecondOut)
    : m_rateIn(samplesPerSecondIn)
    , m_rateOut(samplesPerSecondOut)
{
    int error = RESAMPLER_ERR_SUCCESS;
    m_state.reset(speex_resampler_init(1, spx_uint32_t(samplesPerSecondIn), spx_uint32_t(samplesPerSecondOut),
                                       filterQuality, &error));
    if (error != RESAMPLER_ERR_SUCCESS)
        qFatal("no memory for a resampler");
    speex_resampler_skip_zeros(m_state.get()); // the filter's own delay is not part of the speech
}

Pcm Resampler::feed(std::span<const std::int16_t> samples)
{
    Pcm out(qsizetype(samples.size()) * m_rateOut / m_rateIn + 2);
    auto taken = spx_uint32_t(samples.size());
    auto made = spx_uint32_t(out.size());
    speex_resampler_process_int(m_state.get(), 0, samples.data(), &taken, out.data(), &made);
    Q_ASSERT(taken == samples.size());
    out.resize(qsizetype(made));
    return out;
}

Pcm Resampler::drain()
{
    const std::vector<std::int16_t> silence(std::size_t(speex_resampler_get_input_latency(m_state.get())));
    return feed(silence);
}

} // namespace nightbell
