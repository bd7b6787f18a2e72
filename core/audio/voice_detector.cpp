#include "audio/voice_detector.h"

#include <QtGlobal>

#include <cstddef>

// The library exports its detector and installs no header for it. webrtc::AudioProcessing, which it has one for, takes
// sixty times the memory and twice the time around the same detector: too much for every call.
extern "C" {
WebRtcVadInst *WebRtcVad_Create(void);
void WebRtcVad_Free(WebRtcVadInst *detector);
int WebRtcVad_Init(WebRtcVadInst *detector);
int WebRtcVad_set_mode(WebRtcVadInst *detector, int strictness);                                          // 0 to 3
int WebRtcVad_Process(WebRtcVadInst *detector, int rate, const std::int16_t *samples, std::size_t count); // 1: a voice
}

namespace nightbell {

namespace {
constexpr int strictest = 3; // lets through the least that is no voice
}

VoiceDetector::VoiceDetector(int rate) : m_rate(rate), m_detector(WebRtcVad_Create())
{
    if (!m_detector || WebRtcVad_Init(m_detector.get()) != 0 || WebRtcVad_set_mode(m_detector.get(), strictest) != 0)
        qFatal("no memory for a voice detector");
}

void VoiceDetector::Free::operator()(WebRtcVadInst *detector) const { WebRtcVad_Free(detector); }

bool VoiceDetector::hear(std::span<const std::int16_t> block)
{
    return WebRtcVad_Process(m_detector.get(), m_rate, block.data(), block.size()) == 1;
}

} // namespace nightbell
