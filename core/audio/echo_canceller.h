// Takes out of the microphone what the loudspeaker played, steady noise, and the difference between loud and soft
// speakers. One thread.
#pragma once

#include "audio/frame_post.h"

#include <memory>

namespace webrtc {
class AudioProcessing;
}

namespace nightbell {

class EchoCanceller
{
public:
    EchoCanceller();
    ~EchoCanceller();
    EchoCanceller(const EchoCanceller &) = delete;
    EchoCanceller &operator=(const EchoCanceller &) = delete;

    void played(const SoundFrame &frame); // when it is given to the device

    // delayMs: from played() of a sound to clean() of its echo, as far as the devices' buffers tell.
    void clean(SoundFrame &frame, int delayMs);

private:
    std::unique_ptr<webrtc::AudioProcessing> m_processing;
};

} // namespace nightbell
