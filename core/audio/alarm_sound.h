// The sound of an alarm without end: the tune, silence, the tune again. Made of sines, so that nothing needs to be
// found on a disk at three in the morning.
#pragma once

#include "audio/frame_post.h"
#include "desk/headset.h"

#include <chrono>
#include <span>
#include <vector>

namespace nightbell {

class AlarmSound
{
public:
    explicit AlarmSound(AlarmTune tune);

    void fill(std::span<std::int16_t> samples);

private:
    std::size_t repeatSamples() const;

    AlarmTune m_tune;
    std::vector<std::int16_t> m_once;
    std::size_t m_at = 0; // within this repetition
    std::size_t m_played = 0;
};

} // namespace nightbell
