// The sum of everybody on the conference line, kept while its members tick one after the other: each puts its newest
// frame in and hears the rest.
#pragma once

#include "audio/frame.h"

#include <algorithm>
#include <span>

namespace nightbell {

class Conference
{
public:
    using Frame = std::array<std::int16_t, samplesPerFrame(narrowRate)>;

    void replace(Frame &mine, std::span<const std::int16_t> frame)
    {
        for (std::size_t at = 0; at < mine.size(); ++at) {
            m_sum[at] += frame[at] - mine[at];
            mine[at] = frame[at];
        }
    }

    void others(const Frame &mine, std::span<std::int16_t> frame) const
    {
        for (std::size_t at = 0; at < mine.size(); ++at)
            frame[at] = std::int16_t(std::clamp<std::int32_t>(m_sum[at] - mine[at], -32'768, 32'767));
    }

private:
    std::array<std::int32_t, samplesPerFrame(narrowRate)> m_sum{};
};

} // namespace nightbell
