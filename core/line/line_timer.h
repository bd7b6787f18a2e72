// A timer of libre's, on the thread of its loop.
#pragma once

#include "instant.h"

#include <functional>
#include <memory>

namespace nightbell {

Span lineNow(); // of a clock that never goes back

class LineTimer
{
public:
    LineTimer();
    ~LineTimer();

    void start(Span after, std::function<void()> then); // instead of what was started before
    void stop();
    bool runs() const;

private:
    struct Clockwork;
    std::unique_ptr<Clockwork> m_clockwork;
};

} // namespace nightbell
