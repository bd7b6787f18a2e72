// Whether 10 ms of sound are like a voice, as the detector in webrtc-audio-processing judges it. All memory is taken at
// construction.
#pragma once

#include <cstdint>
#include <memory>
#include <span>

struct WebRtcVadInst;

namespace nightbell {

class VoiceDetector
{
public:
    explicit VoiceDetector(int rate); // 8,000 or 16,000

    bool hear(std::span<const std::int16_t> block);

private:
    struct Free
    {
        void operator()(WebRtcVadInst *detector) const;
    };

    int m_rate;
    std::unique_ptr<WebRtcVadInst, Free> m_detector;
};

} // namespace nightbell
