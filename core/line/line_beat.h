// A steady beat on the thread of a libre loop, by a clock that never goes back: libre's own timers follow the wall.
#pragma once

#include <chrono>
#include <functional>

namespace nightbell {

class LineBeat
{
public:
    explicit LineBeat(std::function<void(int beats)> then) : m_then(std::move(then)) { } // more than one: it came late
    ~LineBeat() { stop(); }
    LineBeat(const LineBeat &) = delete;
    LineBeat &operator=(const LineBeat &) = delete;

    bool start(std::chrono::milliseconds every); // false: no descriptor is left
    void stop();

private:
    void beat();

    const std::function<void(int)> m_then;
    int m_fd = -1;
};

} // namespace nightbell
