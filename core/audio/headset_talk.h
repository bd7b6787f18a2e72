// What runs between the open devices and the sound thread: microphone → echo taken out → post, and post → loudspeaker,
// told to the canceller. Knows nothing of devices; one thread.
#pragma once

#include "audio/echo_canceller.h"
#include "audio/frame_cutter.h"
#include "audio/frame_depth.h"

#include <functional>

namespace nightbell {

struct HeadsetCounts
{
    FrameDepth::Counts toSound;
    FrameDepth::Counts fromSound;
    std::uint64_t reopened = 0; // a device stopped or fell silent
};

class HeadsetTalk
{
public:
    explicit HeadsetTalk(std::function<void(double peak)> measured) : m_measured(std::move(measured)) { }

    void hear(std::span<const std::int16_t> samples, int delayMs); // from the microphone
    void fill(std::span<std::int16_t> samples);                    // for the loudspeaker

    void serve(std::shared_ptr<FramePost> post); // nullptr: nobody
    const std::shared_ptr<FramePost> &post() const { return m_post; }
    void mute(bool muted) { m_muted = muted; }
    void hearSelf(bool wanted); // heard a moment later, so that it is not taken for the own voice in the room
    bool hearsSelf() const { return m_self != nullptr; }
    double speech() const; // how loud the caller was of late: root mean square, a part of full scale

    void countInto(HeadsetCounts &counts) const;

private:
    void send(SoundFrame &frame, int delayMs);
    void measure(const SoundFrame &frame);
    void give(const SoundFrame &frame);
    SoundFrame next();
    SoundFrame take();
    void weigh(const SoundFrame &frame);

    static constexpr std::size_t selfFramesAtMost = 64;
    using SelfRing = ValueRing<SoundFrame, selfFramesAtMost>;

    std::function<void(double)> m_measured;
    std::shared_ptr<FramePost> m_post;
    std::unique_ptr<SelfRing> m_self;
    EchoCanceller m_canceller;
    FrameCutter m_cutter;
    FramePourer m_pourer;
    FrameDepth m_toSound;
    FrameDepth m_fromSound;
    HeadsetCounts m_before; // of the posts before this one
    bool m_muted = false;
    int m_peak = 0;
    int m_measuredFrames = 0;
    double m_power = 0; // of the caller, the last seconds weighing most
};

} // namespace nightbell
