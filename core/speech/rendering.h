// One phrase while a throat makes it: brought to the rate that is wanted, without the silence before its first sound,
// handed on in pieces.
#pragma once

#include "audio/rate_change.h"
#include "audio/sound.h"

#include <functional>

namespace nightbell {

class Rendering
{
public:
    using Give = std::function<void(const Pcm &)>;

    Rendering(int rateIn, int rateOut, Give give);

    void add(std::span<const std::int16_t> samples);
    void finish();

    const Pcm &whole() const { return m_whole; }
    qint64 leftOutMs() const { return m_leftOut * 1'000 / m_rate; } // of silence at its beginning

private:
    void convert(std::span<const std::int16_t> samples);
    void giveWhatIsThere();

    int m_rate;
    RateChange m_rateChange;
    Give m_give;
    Pcm m_whole;
    qint64 m_leftOut = 0; // samples
    qsizetype m_given = 0;
    bool m_sounds = false; // the silence is over
};

} // namespace nightbell
