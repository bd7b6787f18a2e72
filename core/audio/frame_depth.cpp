#include "audio/frame_depth.h"

#include <algorithm>

namespace nightbell {

FrameDepth::Step FrameDepth::next(std::size_t waiting, bool quiet)
{
    if (waiting == 0) {
        m_counts.gaps += m_filling ? 0 : 1;
        m_filling = true;
        watchAnew();
        return Step::Fill;
    }
    m_filling = false;
    if (waiting > (m_begun ? framesAtMost : framesAtFirst))
        return drop();
    m_begun = true;
    m_fewest = std::min(m_fewest, waiting);
    if (++m_watched < (m_settled ? framesWatched : framesWatchedAtFirst))
        return Step::Pass;
    if (m_fewest == 1) {
        m_settled = true;
        watchAnew();
        return Step::Pass;
    }
    return quiet || ++m_surplusFor >= framesOfPatience ? drop() : Step::Pass;
}

FrameDepth::Step FrameDepth::drop()
{
    ++m_counts.dropped;
    m_surplusFor = 0;
    m_fewest = std::max<std::size_t>(m_fewest, 2) - 1; // what waits is one less from now on
    return Step::Drop;
}

void FrameDepth::watchAnew()
{
    m_fewest = framesAtMost;
    m_watched = 0;
    m_surplusFor = 0;
}

} // namespace nightbell
