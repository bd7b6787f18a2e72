// When to ask something outside again that did not answer: at once for the first failure's neighbour, then ever less
// often. Knows no clock; time that jumps back never locks anything out.
#pragma once

#include "instant.h"

#include <algorithm>

namespace nightbell {

class BackOff
{
public:
    BackOff(Span first, Span longest) : m_first(first), m_longest(longest), m_next(first) { }

    bool away() const { return m_away; }
    bool mayTry(Instant now) const { return !m_away || now >= m_failed + m_wait || now < m_failed; }

    bool failed(Instant now) // true for the first failure after it worked: the one to tell about
    {
        m_failed = now;
        m_waited = true;
        m_wait = m_next;
        m_next = std::min(2 * m_next, m_longest);
        return !std::exchange(m_away, true);
    }

    // The wait for the answer that did not come is over only now: the pause counts from here.
    void waitedUntil(Instant now)
    {
        if (std::exchange(m_waited, false))
            m_failed = now;
    }

    bool worked() // true when it was away
    {
        m_next = m_first;
        return std::exchange(m_away, false);
    }

private:
    Span m_first;
    Span m_longest;
    Span m_next;
    Span m_wait{};
    Instant m_failed{};
    bool m_away = false;
    bool m_waited = false; // for an answer that failed, until somebody told how long
};

} // namespace nightbell
