// How many frames wait between a device and the sound thread, whose clocks differ: enough that none is missing, no
// more. Looks at what waits just before a frame is put in or taken out. The fewest of the last seconds are the reserve
// that was never needed: one of them stays, the rest is dropped where nobody speaks.
#pragma once

#include <cstddef>
#include <cstdint>

namespace nightbell {

class FrameDepth
{
public:
    enum class Step {
        Pass,
        Fill, // a frame of silence more: before the one to put in, or instead of one to take out
        Drop, // this frame is one too many
    };
    struct Counts
    {
        std::uint64_t gaps = 0; // silence put in, however long it lasted
        std::uint64_t dropped = 0;
    };

    Step next(std::size_t waiting, bool quiet);
    const Counts &counts() const { return m_counts; }

    static constexpr std::size_t framesAtFirst = 2; // more came before anybody listened, and is not waited for
    static constexpr std::size_t framesAtMost = 8;  // more is dropped at once, quiet or not: 160 ms
    static constexpr int framesWatched = 100;       // 2 s
    static constexpr int framesWatchedAtFirst = 25; // devices begin with a burst
    static constexpr int framesOfPatience = 500;    // 10 s: then a frame is dropped in the middle of a word

private:
    Step drop();
    void watchAnew();

    std::size_t m_fewest = framesAtMost;
    int m_watched = 0;
    int m_surplusFor = 0;  // frames since there is a reserve too many
    bool m_filling = true; // nothing came yet
    bool m_begun = false;
    bool m_settled = false;
    Counts m_counts;
};

} // namespace nightbell
