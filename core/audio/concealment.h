// Makes up for sound that did not arrive, as G.711's Appendix I does without its delay: repeats the last pitch period,
// fades to silence within 60 ms, and crosses over to the real sound when it is back.
#pragma once

#include "audio/frame.h"

#include <span>

namespace nightbell {

class Concealment
{
public:
    explicit Concealment(int rate);

    // Sound that arrived; its beginning is blended in place where it does not join what was heard before.
    void keep(std::span<std::int16_t> samples, bool joins = true);
    void makeUp(std::span<std::int16_t> samples);

private:
    static constexpr int longestPitchMs = 15; // 66 Hz
    static constexpr int historyMs = 45;
    static constexpr std::size_t historyAtMost = historyMs * wideRate / 1'000;
    static constexpr std::size_t periodAtMost = longestPitchMs * wideRate / 1'000;

    void remember(std::span<const std::int16_t> samples);
    void begin();
    std::size_t pitch() const;
    std::int16_t next();

    int m_rate;
    std::array<std::int16_t, historyAtMost> m_history{}; // the last samples heard
    std::array<float, periodAtMost> m_period{};
    std::size_t m_periodSize = 0;
    std::size_t m_at = 0;     // in the period
    std::size_t m_madeUp = 0; // samples in a row
    float m_step = 0;         // from the last real sample to the period, worn off within a few ms
};

} // namespace nightbell
