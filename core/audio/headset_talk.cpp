#include "audio/headset_talk.h"

#include <cmath>
#include <cstdlib>

namespace nightbell {
namespace {

constexpr int framesPerMeasure = 5; // ten a second
constexpr int selfDelayFrames = 40; // 0.8 s
constexpr int weighedFrames = 150;  // 3 s
constexpr int quietBelow = 100;     // mean of the samples' size: nobody notices such a frame missing
constexpr SoundFrame silence{.count = soundFrameSamples};

bool isQuiet(const SoundFrame &frame)
{
    int sum = 0;
    for (const std::int16_t sample : frame.samples)
        sum += std::abs(int(sample));
    return sum < quietBelow * soundFrameSamples;
}

void add(FrameDepth::Counts &sum, const FrameDepth::Counts &counts)
{
    sum.gaps += counts.gaps;
    sum.dropped += counts.dropped;
}

} // namespace

void HeadsetTalk::serve(std::shared_ptr<FramePost> post)
{
    countInto(m_before);
    m_toSound = {};
    m_fromSound = {};
    m_post = std::move(post);
    m_power = 0;
}

void HeadsetTalk::countInto(HeadsetCounts &counts) const
{
    if (&counts != &m_before) {
        add(counts.toSound, m_before.toSound);
        add(counts.fromSound, m_before.fromSound);
    }
    add(counts.toSound, m_toSound.counts());
    add(counts.fromSound, m_fromSound.counts());
}

void HeadsetTalk::hearSelf(bool wanted)
{
    m_self = wanted ? std::make_unique<SelfRing>() : nullptr;
    for (int frame = 0; m_self && frame < selfDelayFrames; ++frame)
        m_self->push(silence);
}

void HeadsetTalk::hear(std::span<const std::int16_t> samples, int delayMs)
{
    m_cutter.feed(samples, [this, delayMs](SoundFrame &frame) { send(frame, delayMs); });
}

void HeadsetTalk::send(SoundFrame &frame, int delayMs)
{
    m_canceller.clean(frame, delayMs);
    measure(frame);
    if (m_self)
        m_self->push(frame);
    if (m_post)
        give(m_muted ? silence : frame);
}

void HeadsetTalk::measure(const SoundFrame &frame)
{
    for (const std::int16_t sample : frame.samples)
        m_peak = std::max(m_peak, std::abs(int(sample)));
    if (++m_measuredFrames < framesPerMeasure)
        return;
    m_measured(double(m_peak) / 32'768);
    m_measuredFrames = m_peak = 0;
}

void HeadsetTalk::give(const SoundFrame &frame)
{
    switch (m_toSound.next(m_post->toSound.waiting(), isQuiet(frame))) {
    case FrameDepth::Step::Fill:
        m_post->toSound.push(silence);
        m_post->toSound.push(frame);
        break;
    case FrameDepth::Step::Pass:
        m_post->toSound.push(frame);
        break;
    case FrameDepth::Step::Drop:
        break;
    }
}

void HeadsetTalk::fill(std::span<std::int16_t> samples)
{
    m_pourer.fill(samples, [this] {
        const SoundFrame frame = next();
        m_canceller.played(frame);
        return frame;
    });
}

SoundFrame HeadsetTalk::next()
{
    SoundFrame frame = silence;
    if (m_post)
        return take();
    if (m_self)
        m_self->pop(frame);
    return frame;
}

SoundFrame HeadsetTalk::take()
{
    SoundFrame frame = silence;
    for (bool more = true; more;) {
        const std::size_t waiting = m_post->fromSound.waiting();
        m_post->fromSound.pop(frame);
        more = m_fromSound.next(waiting, isQuiet(frame)) == FrameDepth::Step::Drop;
    }
    weigh(frame);
    return frame;
}

void HeadsetTalk::weigh(const SoundFrame &frame)
{
    double power = 0;
    for (const std::int16_t sample : frame.samples)
        power += double(sample) * sample;
    m_power += (power / soundFrameSamples - m_power) / weighedFrames;
}

double HeadsetTalk::speech() const { return std::sqrt(m_power) / 32'768; }

} // namespace nightbell
