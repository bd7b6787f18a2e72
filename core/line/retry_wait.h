// How long to wait before the next try: twice as long each time, up to a limit. Pure.
#pragma once

#include "instant.h"

#include <algorithm>

namespace nightbell {

class RetryWait
{
public:
    RetryWait(Span first, Span longest) : m_first(first), m_longest(longest), m_next(first) { }

    Span wait() { return std::exchange(m_next, std::min(m_next * 2, m_longest)); }
    void reset() { m_next = m_first; }

private:
    Span m_first;
    Span m_longest;
    Span m_next;
};

} // namespace nightbell
