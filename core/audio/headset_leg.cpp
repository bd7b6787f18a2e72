#include "audio/headset_leg.h"

#include "audio/frame.h"

#include <algorithm>

namespace nightbell {

HeadsetLeg::HeadsetLeg(std::shared_ptr<FramePost> post, int rate) : m_post(std::move(post))
{
    if (rate == soundFrameRate)
        return;
    m_toCall.emplace(soundFrameRate, rate);
    m_fromCall.emplace(rate, soundFrameRate);
}

bool HeadsetLeg::hear(std::span<std::int16_t> frame, PacketBatch &, SteadyTime now)
{
    SoundFrame spoken;
    const bool came = m_post->toSound.pop(spoken);
    if (came || !m_heardAt)
        m_heardAt = now;
    if (!came)
        return false;
    ++m_counts.received;
    if (m_toCall)
        m_toCall->change(spoken.samples, frame);
    else
        std::ranges::copy(spoken.samples, frame.begin());
    return true;
}

void HeadsetLeg::say(std::span<const std::int16_t> frame, int)
{
    SoundFrame heard{.count = soundFrameSamples};
    if (m_fromCall)
        m_fromCall->change(frame, heard.samples);
    else
        std::ranges::copy(frame, heard.samples.begin());
    ++(m_post->fromSound.push(heard) ? m_counts.sent : m_counts.sendFailed);
}

} // namespace nightbell
