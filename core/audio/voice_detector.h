// Whether 10 ms of sound are like a voice, as webrtc-audio-processing judges it. All memory is taken at construction.
#pragma once

#include <cstdint>
#include <memory>
#include <span>

namespace webrtc {
class AudioProcessing;
}

namespace nightbell {

class VoiceDetector
{
public:
    explicit VoiceDetector(int rate); // 8,000 or 16,000
    ~VoiceDetector();

    bool hear(std::span<const std::int16_t> block);

private:
    int m_rate;
    std::unique_ptr<webrtc::AudioProcessing> m_processing;
};

} // namespace nightbell
