// The sound of an alarm without end: the tune, silence, the tune again. Never louder than a conversation; in the ear of
// somebody who speaks with a caller one soft beep, well below the caller.
#pragma once

#include "audio/frame_post.h"
#include "desk/headset.h"

#include <span>
#include <vector>

namespace nightbell {

enum class AlarmPlace { Room, Ear };

class AlarmSound
{
public:
    explicit AlarmSound(AlarmTune tune, AlarmPlace place = AlarmPlace::Room);

    // speech: how loud the caller was of late, the root mean square as a part of full scale; of use in the ear alone.
    void fill(std::span<std::int16_t> samples, double speech = 0);

private:
    std::size_t repeatSamples() const;

    AlarmTune m_tune;
    AlarmPlace m_place;
    std::vector<std::int16_t> m_once;
    std::size_t m_at = 0;     // within this repetition
    std::size_t m_played = 0; // until it does not matter any more
    double m_volume = 1;      // of this repetition
};

} // namespace nightbell
