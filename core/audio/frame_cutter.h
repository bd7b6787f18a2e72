// Devices take and give samples in pieces of any length; the rest of the house knows frames only.
#pragma once

#include "audio/frame_post.h"

#include <algorithm>
#include <span>

namespace nightbell {

class FrameCutter // pieces in, whole frames out
{
public:
    template<class Use> void feed(std::span<const std::int16_t> samples, Use use)
    {
        while (!samples.empty()) {
            const auto taken = std::min(samples.size(), m_frame.samples.size() - m_frame.count);
            std::copy_n(samples.begin(), taken, m_frame.samples.begin() + m_frame.count);
            m_frame.count = std::uint16_t(m_frame.count + taken);
            samples = samples.subspan(taken);
            if (m_frame.count == m_frame.samples.size()) {
                use(m_frame);
                m_frame.count = 0;
            }
        }
    }

    int waitingSamples() const { return m_frame.count; }

private:
    SoundFrame m_frame;
};

class FramePourer // whole frames in, pieces out; make() gives the next frame
{
public:
    template<class Make> void fill(std::span<std::int16_t> samples, Make make)
    {
        while (!samples.empty()) {
            if (m_poured == m_frame.samples.size()) {
                m_frame = make();
                m_poured = 0;
            }
            const auto given = std::min(samples.size(), m_frame.samples.size() - m_poured);
            std::copy_n(m_frame.samples.begin() + std::ptrdiff_t(m_poured), given, samples.begin());
            m_poured += given;
            samples = samples.subspan(given);
        }
    }

private:
    SoundFrame m_frame;
    std::size_t m_poured = soundFrameSamples;
};

} // namespace nightbell
