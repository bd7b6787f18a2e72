#include "audio/voice_detector.h"

#include <QtGlobal>

#include <webrtc/modules/audio_processing/include/audio_processing.h>
#include <webrtc/modules/interface/module_common_types.h>

#include <array>

namespace nightbell {

VoiceDetector::VoiceDetector(int rate) : m_rate(rate), m_processing(webrtc::AudioProcessing::Create())
{
    if (!m_processing)
        qFatal("no memory for a voice detector");
    webrtc::VoiceDetection &detection = *m_processing->voice_detection();
    detection.set_likelihood(webrtc::VoiceDetection::kVeryLowLikelihood); // of letting through what is no voice
    detection.set_frame_size_ms(10);
    detection.Enable(true);
    const std::array<std::int16_t, 160> silence{};
    hear(std::span(silence).first(std::size_t(rate / 100))); // it takes its memory with the first block
}

VoiceDetector::~VoiceDetector() = default;

bool VoiceDetector::hear(std::span<const std::int16_t> block)
{
    webrtc::AudioFrame frame;
    frame.UpdateFrame(0, 0, block.data(), block.size(), m_rate, webrtc::AudioFrame::kNormalSpeech,
                      webrtc::AudioFrame::kVadUnknown);
    return m_processing->ProcessStream(&frame) == webrtc::AudioProcessing::kNoError
        && m_processing->voice_detection()->stream_has_voice();
}

} // namespace nightbell
