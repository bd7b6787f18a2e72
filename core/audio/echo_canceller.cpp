#include "audio/echo_canceller.h"

#include <QtGlobal>

#include <webrtc/common.h>
#include <webrtc/modules/audio_processing/include/audio_processing.h>
#include <webrtc/modules/interface/module_common_types.h>

#include <algorithm>

namespace nightbell {
namespace {

constexpr int pieceSamples = soundFrameRate / 100; // the library works on 10 ms
constexpr int longestDelayMs = 500;                // the library's own limit
constexpr int targetBelowFullScaleDb = 6;
constexpr int gainAtMostDb = 9;

void configure(webrtc::AudioProcessing &processing)
{
    processing.high_pass_filter()->Enable(true);
    processing.echo_cancellation()->enable_drift_compensation(false);
    processing.echo_cancellation()->set_suppression_level(webrtc::EchoCancellation::kHighSuppression);
    processing.echo_cancellation()->Enable(true);
    processing.noise_suppression()->set_level(webrtc::NoiseSuppression::kModerate);
    processing.noise_suppression()->Enable(true);
    processing.gain_control()->set_mode(webrtc::GainControl::kAdaptiveDigital);
    processing.gain_control()->set_target_level_dbfs(targetBelowFullScaleDb);
    processing.gain_control()->set_compression_gain_db(gainAtMostDb);
    processing.gain_control()->enable_limiter(true);
    processing.gain_control()->Enable(true);
}

template<class Samples, class Use> void inPieces(Samples &samples, Use use)
{
    webrtc::AudioFrame piece;
    for (auto at = samples.begin(); at != samples.end(); at += pieceSamples) {
        piece.UpdateFrame(0, 0, &*at, pieceSamples, soundFrameRate, webrtc::AudioFrame::kNormalSpeech,
                          webrtc::AudioFrame::kVadUnknown);
        use(piece, at);
    }
}

} // namespace

EchoCanceller::EchoCanceller()
{
    webrtc::Config config; // what devices say of their delay is seldom the whole truth
    config.Set<webrtc::ExtendedFilter>(new webrtc::ExtendedFilter(true));
    config.Set<webrtc::DelayAgnostic>(new webrtc::DelayAgnostic(true));
    m_processing.reset(webrtc::AudioProcessing::Create(config));
    if (!m_processing)
        qFatal("no memory for an echo canceller");
    configure(*m_processing);
}

EchoCanceller::~EchoCanceller() = default;

void EchoCanceller::played(const SoundFrame &frame)
{
    inPieces(frame.samples, [this](webrtc::AudioFrame &piece, auto) { m_processing->ProcessReverseStream(&piece); });
}

void EchoCanceller::clean(SoundFrame &frame, int delayMs)
{
    inPieces(frame.samples, [this, delayMs](webrtc::AudioFrame &piece, auto at) {
        m_processing->set_stream_delay_ms(std::clamp(delayMs, 0, longestDelayMs));
        if (m_processing->ProcessStream(&piece) == webrtc::AudioProcessing::kNoError)
            std::copy_n(piece.data_, pieceSamples, at);
    });
}

} // namespace nightbell
